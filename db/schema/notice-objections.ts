import type { Columns } from "../columns.ts";

/**
 * Which public notice an objection is about. It lies in the clear, and the reporter is told so: no
 * result of a notice is published before each objection is answered, and whoever publishes has no
 * key. Which row it is about, and why, is sealed with the tip.
 */
export const noticeObjections = (c: Columns) => ({
  tipId: c.text().primaryKey(),
  jurisdiction: c.text().notNull(),
  /** Id of the announcement. */
  announcement: c.text().notNull(),
});
