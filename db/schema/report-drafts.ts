import type { Columns } from "../columns.ts";

/**
 * A report being written. Its id and the key it is sealed under are both drawn from the cookie of
 * the reporter, so the row opens nothing. `version` counts the writes, so that none is lost when two
 * come at once.
 */
export const reportDrafts = (c: Columns) => ({
  id: c.text().primaryKey(),
  version: c.number().notNull(),
  sealedBody: c.bytes().notNull(),
  expiresAt: c.text().notNull(),
});

/** A file added to a draft; its key is in the sealed draft. */
export const draftFiles = (c: Columns) => ({
  file: c.text().primaryKey(),
  draftId: c.text().notNull(),
});
