import type { Columns } from "../columns.ts";

/** The last number given in a series, one series for each jurisdiction and year. */
export const numberSeries = (c: Columns) => ({
  id: c.text().primaryKey(),
  last: c.number().notNull(),
});

/**
 * Answers kept for those who send the same filing again. The key is kept as a MAC and the answer
 * is sealed under a key derived from it, so the table opens nothing by itself.
 */
export const idempotency = (c: Columns) => ({
  keyMac: c.text().primaryKey(),
  bodyMac: c.text().notNull(),
  sealedAnswer: c.bytes().notNull(),
  expiresAt: c.text().notNull(),
});

/** Proofs already spent, so that none is used twice. */
export const spentProofs = (c: Columns) => ({
  id: c.text().primaryKey(),
  expiresAt: c.text().notNull(),
});
