import type { Columns } from "../columns.ts";

/**
 * The day's notice to one recipient. The address is kept as a MAC: the table tells whether a notice
 * went out, not to whom.
 */
export const sentNotices = (c: Columns) => ({
  /** `<day>/<MAC of the address>`. */
  id: c.text().primaryKey(),
  /** Shanghai calendar. */
  day: c.text().notNull(),
  attempts: c.number().notNull(),
  /** Nobody tries before; while one process sends, the others wait until then. */
  nextAttemptAt: c.text().notNull(),
  sentAt: c.text(),
  /** Why the last attempt failed, as a code of `MAIL_FAULTS`. */
  fault: c.text(),
});
