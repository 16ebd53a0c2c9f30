import { defineConfig } from "vitest/config";

/**
 * Two projects: "unit" runs anything that needs no built site, files side by side;
 * "site" runs what reads the built site or drives Chromium, one file after the other.
 */
export default defineConfig({
  test: {
    globals: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/site/**", "test/browser/**"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "site",
          include: ["test/site/**/*.test.ts", "test/browser/**/*.test.ts"],
          fileParallelism: false,
          globalSetup: ["test/support/build-site.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
