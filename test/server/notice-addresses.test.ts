import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { readSettings } from "#server/env.ts";
import { mailServerOf } from "#server/mail/mail-settings.ts";
import { ADDRESS_FILE, readNoticeAddresses } from "#server/mail/notice-addresses.ts";

let folder: string;
const { snapshot } = readContent("content");
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "addresses-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function reading(text: string) {
  writeFileSync(join(folder, ADDRESS_FILE), text);
  return readNoticeAddresses(folder, snapshot as Snapshot);
}

test("without the file nobody is reminded", () => {
  expect(readNoticeAddresses(folder, snapshot as Snapshot)).toEqual({ addresses: {} });
});

test("the file gives addresses by place and department; an empty one gives none", () => {
  expect(reading("ankang:\n  miit: [duty@example.org]\n")).toEqual({
    addresses: { ankang: { miit: ["duty@example.org"] } },
  });
  expect(reading("")).toEqual({ addresses: {} });
});

test.each([
  ["ankang:\n  miit: [duty]\n", /ankang\.miit\.0：不是邮箱地址/],
  ["ankang:\n  miit: []\n", /ankang\.miit：至少写一个邮箱/],
  ["nowhere:\n  miit: [a@example.org]\n", /nowhere：没有这个地方/],
  ["ankang:\n  smoke: [a@example.org]\n", /ankang\.smoke：这个地方没有这个部门/],
  ["ankang: [\n", /不是合法的 YAML/],
  ["- a\n", /notice-addresses/],
])("%j is told to be wrong, without repeating an address", (text, message) => {
  const read = reading(text);
  const said = "problems" in read ? read.problems.join("\n") : "";
  expect(said).toMatch(message);
  expect(said).not.toContain("example.org");
});

test("mail settings: everything wrong is said at once, and no password is repeated", () => {
  const read = readSettings({
    SMTP_HOST: "mail.example.org",
    SMTP_SECURITY: "none",
    SMTP_PASSWORD: "secret-word",
  });
  const lines = "problems" in read ? read.problems : [];
  expect(lines.map((line) => line.split("：")[0])).toEqual([
    "MAIL_FROM",
    "SMTP_USER",
    "SMTP_SECURITY",
  ]);
  expect(lines.join()).not.toContain("secret-word");
});

test.each([
  [{}, { port: 587, security: "starttls", login: null }],
  [{ SMTP_SECURITY: "tls" }, { port: 465, security: "tls" }],
  [
    { SMTP_SECURITY: "none", SMTP_HOST: "localhost" },
    { port: 25, security: "none" },
  ],
  [
    { SMTP_PORT: "2525", SMTP_USER: "a", SMTP_PASSWORD: "b" },
    { port: 2525, login: { user: "a", pass: "b" } },
  ],
])("mail settings %o", (more, server) => {
  const read = readSettings({ SMTP_HOST: "mail.example.org", MAIL_FROM: "r@example.org", ...more });
  expect("settings" in read && mailServerOf(read.settings)).toMatchObject(server);
});

test("no mail server, no mail", () => {
  const read = readSettings({});
  expect("settings" in read && mailServerOf(read.settings)).toBeNull();
});
