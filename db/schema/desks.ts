import type { Columns } from "../columns.ts";

/**
 * A version of a desk's key pair. The private half is sealed to the recovery key until a member
 * claims the desk.
 */
export const deskKeys = (c: Columns) => ({
  id: c.text().primaryKey(),
  jurisdiction: c.text().notNull(),
  department: c.text().notNull(),
  version: c.number().notNull(),
  publicKey: c.bytes().notNull(),
  sealedPrivateKey: c.bytes().notNull(),
  sealedTo: c.text().notNull(),
  madeAt: c.text().notNull(),
});

/** The private half of a version of a desk's key, sealed to a member. */
export const deskKeyHolders = (c: Columns) => ({
  id: c.text().primaryKey(),
  deskKeyId: c.text().notNull(),
  memberId: c.text().notNull(),
  sealed: c.bytes().notNull(),
  givenAt: c.text().notNull(),
  givenBy: c.text().notNull(),
});
