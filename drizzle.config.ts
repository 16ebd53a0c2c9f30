import { defineConfig } from "drizzle-kit";

/** `npx drizzle-kit generate` writes the next migration for SQLite after a change of the tables. */
export default defineConfig({
  dialect: "sqlite",
  schema: "./db/schema/sqlite.ts",
  out: "./db/migrations/sqlite",
  casing: "snake_case",
});
