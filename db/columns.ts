import { blob, integer, text } from "drizzle-orm/sqlite-core";

/**
 * The few kinds of column the tables are made of. Tables are written once, as functions of these,
 * so that another dialect needs one more object of this shape and no second set of tables
 * (docs/decisions/0015-database.md). Names are the keys, in snake case.
 */
export const sqliteColumns = {
  /** Ids, codes, and instants as ISO 8601 in UTC. */
  text: () => text(),
  number: () => integer({ mode: "number" }),
  flag: () => integer({ mode: "boolean" }),
  bytes: () => blob({ mode: "buffer" }),
};
export type Columns = typeof sqliteColumns;
