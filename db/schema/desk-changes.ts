import type { Columns } from "../columns.ts";

/**
 * A change of departments or of who answers for what, on its way into the public content. All of it
 * is meant for publication, so it lies in the clear.
 */
export const deskChanges = (c: Columns) => ({
  id: c.text().primaryKey(),
  jurisdiction: c.text().notNull(),
  /** A code of `DESK_CHANGE_STAGES`. */
  stage: c.text().notNull(),
  /** `DeskChange`, as JSON. */
  change: c.text().notNull(),
  submittedBy: c.text().notNull(),
  submittedAt: c.text().notNull(),
  decidedBy: c.text(),
  decidedAt: c.text(),
  /** Why it was declined. */
  reason: c.text(),
});
