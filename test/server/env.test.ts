import { expect, test } from "vitest";
import { readSettings } from "#server/env.ts";

test("nothing set gives the documented defaults", () => {
  expect(readSettings({ UNRELATED: "x" })).toEqual({
    settings: {
      HOST: "127.0.0.1",
      PORT: 4321,
      SERVICE_ORIGIN: "",
      CONTENT_DIR: "./content",
      DATA_DIR: "./data",
      SECRETS_DIR: "./secrets",
      SITE_DIR: "./dist",
      LOG_LEVEL: "info",
      CLIENT_ADDRESS_HEADER: "",
      TURNSTILE_VERIFY_URL: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
      TURNSTILE_UNREACHABLE: "fall-back",
    },
  });
});

test("every wrong name is listed at once, and no value is repeated", () => {
  const read = readSettings({
    PORT: "eighty",
    SITE_URL: "example",
    TODAY: "2026-02-30",
    DATABASE_URL: "postgres://user:password@host/db",
  });
  const lines = "problems" in read ? read.problems : [];
  expect(lines.map((line) => line.split("：")[0])).toEqual([
    "PORT",
    "SITE_URL",
    "TODAY",
    "DATABASE_URL",
  ]);
  expect(lines.join()).not.toMatch(/eighty|password/);
});
