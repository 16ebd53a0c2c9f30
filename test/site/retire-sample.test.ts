import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { currentId, releasesIn } from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { release } from "#support/release-command.ts";

let content: ContentCopy;
let data: string;
beforeAll(() => {
  content = copyContent("content");
  data = mkdtempSync(join(tmpdir(), "retire-"));
});
afterAll(() => {
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

const retire = () =>
  promisify(execFile)(process.execPath, ["scripts/retire-sample.ts", "--yes"], {
    env: { PATH: process.env.PATH, CONTENT_DIR: content.root, DATA_DIR: data, TODAY },
  });

test("an entry that is not marked as demonstration is never retired with the rest", async () => {
  const file = "announcements/ankang/ankang-demo-exit-2025-01.md";
  content.replace(file, "sample: true", "sample: false");
  await expect(retire()).rejects.toThrow(/没有标明是演示数据[\s\S]*什么也没有改/);
  content.replace(file, "sample: false", "sample: true");
});

test("one command takes every demonstration entry out; places and rules stay, old addresses answer", async () => {
  const before = readContent(content.root).snapshot;
  const { stdout } = await retire();
  const after = readContent(content.root).snapshot;
  expect(stdout).toContain(`停用 ${before?.ledger.length} 个编号`);
  expect(after?.enterprises.length).toBe(0);
  expect(after?.jurisdictions).toEqual(before?.jurisdictions);
  expect(after?.ledger.map((row) => row.id)).toEqual(before?.ledger.map((row) => row.id));

  const settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  const { code, output } = await release(["build"], settings);
  expect(`${code} ${output}`).toMatch(/^0 /);
  const root = releasesIn(data);
  const client = join(root, currentId(root) ?? "", "client");
  const page = readFileSync(join(client, "enterprises/ankang-demo-e00001/index.html"), "utf8");
  expect(page).toContain("这个编号已停用");
  expect(readFileSync(join(client, "index.html"), "utf8")).not.toContain("演示数据");
});
