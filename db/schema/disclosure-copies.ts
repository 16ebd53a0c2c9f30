import type { Columns } from "../columns.ts";

/**
 * What a desk without a second person proposed last to make public of a tip, sealed to the office
 * that decides in its place; without text where the desk can decide itself.
 */
export const disclosureCopies = (c: Columns) => ({
  tipId: c.text().primaryKey(),
  proposedAt: c.text().notNull(),
  officeKeyId: c.text(),
  /** `Disclosure` with a MAC of the house: whoever may write here could seal to the office too. */
  sealedText: c.bytes(),
});
