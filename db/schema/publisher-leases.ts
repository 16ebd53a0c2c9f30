import type { Columns } from "../columns.ts";

/** Which of several machines publishes and builds, and what all of them are to serve: one row. */
export const publisherLeases = (c: Columns) => ({
  id: c.text().primaryKey(),
  /** The machine, as `machineName` gives it. */
  holder: c.text().notNull(),
  /** Unless the holder says by then that it is still there, another machine may take its place. */
  expiresAt: c.text().notNull(),
  /** Id of the release that the holder serves; null before the first. */
  release: c.text(),
});
