import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { readSettings, type Settings } from "#server/env.ts";
import { ADDRESS_FILE } from "#server/mail/notice-addresses.ts";
import { startNoticeJob } from "#server/notice-job.ts";
import { fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { CERTIFICATE, openMailServer, type TestMailServer } from "#support/mail-server.ts";

let world: TestHouse;
let server: TestMailServer;
let stop: () => void = () => undefined;
const lines: string[] = [];
const log = pino({ base: null }, { write: (line) => lines.push(line) });

beforeAll(async () => {
  world = await openTestHouse("content");
  const place = { jurisdiction: "ankang", area: undefined, category: "emission" };
  await fileTip(world, "2026-03-02T02:00:00Z", place);
});
afterAll(() => world.close());
beforeEach(async () => {
  lines.length = 0;
  server = await openMailServer();
});
afterEach(async () => {
  stop();
  await server.close();
});

function settings(more: Record<string, string> = {}): Settings {
  const read = readSettings({
    SECRETS_DIR: join(world.folder, "secrets"),
    SITE_URL: "https://register.example.org",
    SMTP_HOST: "localhost",
    SMTP_PORT: String(server.settings.port),
    SMTP_USER: "duty",
    SMTP_PASSWORD: "right",
    SMTP_CA_FILE: CERTIFICATE,
    MAIL_FROM: "register@example.org",
    ...more,
  });
  if ("problems" in read) throw new Error(read.problems.join());
  return read.settings;
}
const addresses = (text: string) =>
  writeFileSync(join(world.folder, "secrets", ADDRESS_FILE), text);
const start = (instant: string, given = settings()) => {
  world.clock.now = new Date(instant);
  stop = startNoticeJob(world.house, given, log);
};

test("from eight on a working day the desk is reminded as soon as the server starts", async () => {
  addresses("ankang:\n  ecology: [ecology@example.org]\n");
  start("2026-03-16T00:00:00Z");
  await vi.waitFor(() => expect(lines.join()).toContain('"result":"sent"'), 60_000);
  expect(server.received.map(({ to }) => to)).toEqual([["ecology@example.org"]]);
  expect(lines.join()).not.toContain("@example.org");
});

test("before eight, and on a Sunday, nothing goes out", async () => {
  start("2026-03-17T23:59:00Z");
  stop();
  start("2026-03-22T03:00:00Z");
  await new Promise((done) => setTimeout(done, 300));
  expect([server.tried, lines]).toEqual([[], []]);
});

test("a desk without an address, and a file that is wrong, are told in the log", async () => {
  addresses("");
  start("2026-03-18T01:00:00Z");
  await vi.waitFor(
    () => expect(lines.join()).toContain('"unaddressed":["ankang/ecology"]'),
    10_000,
  );
  stop();
  addresses("ankang:\n  smoke: [a@example.org]\n");
  start("2026-03-18T01:00:00Z");
  await vi.waitFor(() => expect(lines.join()).toContain("没有这个部门"), 60_000);
});

test("a password that is refused is an error in the log, without the password", async () => {
  addresses("ankang:\n  ecology: [ecology@example.org]\n");
  start("2026-03-18T02:00:00Z", settings({ SMTP_PASSWORD: "wrong-word" }));
  await vi.waitFor(() => expect(lines.join()).toContain('"fault":"login"'), 60_000);
  expect(lines.join()).not.toMatch(/wrong-word|@example\.org/);
});
