import { defineConfig } from "vitest/config";

/** Tests that choose for themselves, need no house, look at its files, or are about memory. */
const NOT_AGAIN = [
  "test/journeys/staff-keys.test.ts",
  "test/journeys/killed-server.test.ts",
  "test/journeys/stored-bytes.test.ts",
  "test/journeys/stored-bytes-of-staff.test.ts",
  "test/journeys/tip-records.test.ts",
  "test/journeys/two-processes.test.ts",
  "test/server/audit.test.ts",
  "test/server/clean-pdf.test.ts",
  "test/server/daily-build.test.ts",
  "test/server/env.test.ts",
  "test/server/notice-addresses.test.ts",
  "test/server/pictures.test.ts",
  "test/server/sealed-stream.test.ts",
  "test/server/secrets.test.ts",
  "test/server/smtp.test.ts",
  "test/server/static-site.test.ts",
  "test/server/throttles.test.ts",
];

/**
 * Three projects: "unit" runs anything that needs no built site, files side by side, houses on
 * SQLite; "postgres" runs whatever stands on a house once more, on PostgreSQL (or PGlite, where no
 * server is to be had); "site" runs what reads the built site or drives Chromium. As many files run
 * side by side as there are cores (vitest would leave one of them idle), so each file keeps what it
 * writes in folders of its own. Limits of time only end what hangs: a slow machine fails nothing.
 */
export default defineConfig({
  test: {
    globals: false,
    maxWorkers: "100%",
    // A password is stretched for a second or more where the cores are busy.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/site/**", "test/browser/**"],
          globalSetup: ["test/support/postgres-cluster.ts"],
          provide: { houses: "sqlite" },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: ["test/journeys/**/*.test.ts", "test/server/**/*.test.ts"],
          exclude: NOT_AGAIN,
          globalSetup: ["test/support/postgres-cluster.ts"],
          provide: { houses: "postgres" },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts", "test/browser/**/*.test.ts"],
          globalSetup: ["test/support/build-site.ts"],
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
