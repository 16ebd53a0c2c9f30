import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fileTip } from "#support/file-tip.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(inject("site"));
});
afterAll(() => server?.stop());

const send = (path: string, type: string, body: string) =>
  fetch(`${server.origin}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: server.origin, ...(type === "" ? {} : { "Content-Type": type }) },
    // Bytes, or fetch would name a kind of its own.
    body: new TextEncoder().encode(body),
  });

test.each([
  ["a form with files that breaks off", "multipart/form-data; boundary=x", "--x\r\nbroken"],
  ["a form with files without its boundary", "multipart/form-data", "x"],
  ["JSON", "application/json", "{}"],
  ["something of no kind", "", "x"],
  ["a form of broken letters", "application/x-www-form-urlencoded", "%ff%zz&&=&step=%"],
])("%s is no fault of any page", async (_, type, body) => {
  for (const path of [
    "/report/",
    "/report/form/",
    "/report/evidence/",
    "/report/send/",
    "/report/noted/",
    "/report/save/",
    "/track/",
    "/track/evidence/",
    "/staff/sign-in/",
    "/staff/invitation/",
    "/staff/tips/",
    "/staff/tips/AK-2026-000001/verification/",
  ]) {
    const answer = await send(path, type, body);
    await answer.text();
    expect(answer.status, path).toBeLessThan(500);
  }
  expect(server.output()).not.toContain("[ERROR]");
});

test("a page that fails says so, and the log says where but neither why nor which address", async () => {
  const { receipt } = await fileTip(server.origin);
  const database = new Database(join(server.dataDir, "tips.sqlite"));
  database.exec("alter table messages rename to elsewhere");
  const form = new URLSearchParams({ receipt, door: "message", text: "朝南。" });
  const kind = "application/x-www-form-urlencoded";
  const answer = await send("/track/?canary=yes", kind, form.toString());
  database.exec("alter table elsewhere rename to messages");
  database.close();
  expect([answer.status, await answer.text()]).toEqual([500, "服务出了故障，请稍后再试。"]);
  const printed = server.output();
  expect(printed).toMatch(/"fault":"SqliteError","at":\["/);
  for (const secret of ["no such table", "canary", "[ERROR]"]) {
    expect(printed).not.toContain(secret);
  }
});
