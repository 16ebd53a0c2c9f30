import { defineConfig } from "drizzle-kit";

/** `npx drizzle-kit generate --config drizzle-postgres.config.ts` does the same for PostgreSQL. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/postgres.ts",
  out: "./db/migrations/postgres",
  casing: "snake_case",
});
