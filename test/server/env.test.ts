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
      LOG_LEVEL: "info",
      PUBLISH_FIGURES: "by-hand",
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
    DATABASE_URL: "mysql://user:password@host/db",
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

test("Turnstile needs both keys, and an address to check against unless the keys are for tests", () => {
  const wrong = (environment: Record<string, string>) => {
    const read = readSettings(environment);
    return "problems" in read ? read.problems.map((line) => line.split("：")[0]) : [];
  };
  const keys = { TURNSTILE_SITE_KEY: "0x4-site", TURNSTILE_SECRET_KEY: "0x4-secret" };
  expect(wrong({ TURNSTILE_SITE_KEY: keys.TURNSTILE_SITE_KEY })).toEqual(["TURNSTILE_SECRET_KEY"]);
  expect(wrong(keys)).toEqual(["SITE_URL"]);
  expect(wrong({ ...keys, SITE_URL: "https://report.example.org" })).toEqual([]);
  expect(wrong({ ...keys, TURNSTILE_SECRET_KEY: "1x0000000000000000000000000000000AA" })).toEqual(
    [],
  );
  expect(wrong({ TURNSTILE_UNREACHABLE: "lose" })).toEqual(["TURNSTILE_UNREACHABLE"]);
});
