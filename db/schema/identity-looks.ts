import type { Columns } from "../columns.ts";

/**
 * Requests to see a reporter's name. The reason is sealed to the office that decides; once it has
 * agreed, its half of the name's key lies here for a short time, sealed to whoever asked.
 */
export const identityLooks = (c: Columns) => ({
  id: c.text().primaryKey(),
  tipId: c.text().notNull(),
  askedAt: c.text().notNull(),
  /** Member id, or `recovery`. */
  askedBy: c.text().notNull(),
  department: c.text().notNull(),
  officeKeyId: c.text().notNull(),
  sealedReason: c.bytes().notNull(),
  /** When, and by which member; null while it waits. */
  allowedAt: c.text(),
  allowedBy: c.text(),
  /** Null before, and again when the time to look is over. */
  sealedHalf: c.bytes(),
  /** When, and by which member it was refused; why, sealed to the desk that asked. */
  declinedAt: c.text(),
  declinedBy: c.text(),
  answerKeyId: c.text(),
  sealedAnswer: c.bytes(),
});
