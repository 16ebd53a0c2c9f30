import { bigint, boolean, customType, text } from "drizzle-orm/pg-core";
import type { Columns } from "./columns.ts";

/** Drivers differ in which array of bytes they give; everyone else reads a Buffer. */
const bytea = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (bytes) => Buffer.from(bytes),
});

/**
 * The same kinds of column for PostgreSQL. They pass for SQLite's to the compiler, so that one set
 * of queries serves both; what differs at run time is settled here and in `postgres.ts`.
 */
export const postgresColumns = {
  text: () => text(),
  number: () => bigint({ mode: "number" }),
  flag: () => boolean(),
  bytes: () => bytea(),
} as unknown as Columns;
