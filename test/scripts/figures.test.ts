import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let content: ContentCopy;

beforeAll(async () => {
  world = await openTestHouse();
  content = copyContent();
  for (let nth = 0; nth < 5; nth += 1) await fileTip(world, "2026-09-10T02:00:00Z");
  await fileTip(world, "2026-10-12T02:00:00Z");
});
afterAll(async () => {
  content.discard();
  await world.close();
});

function figures(...args: string[]) {
  const run = spawnSync(process.execPath, ["scripts/figures.ts", ...args], {
    encoding: "utf8",
    env: {
      ...process.env,
      CONTENT_DIR: content.root,
      DATA_DIR: join(world.folder, "data"),
      SECRETS_DIR: join(world.folder, "secrets"),
      TODAY: "2026-11-21",
    },
  });
  return { status: run.status, said: run.stdout + run.stderr };
}
const file = (month: string) => join(content.root, "figures", "lanhe", `${month}.yaml`);

test("--dry-run names the files and writes none", () => {
  const { status, said } = figures("--dry-run");
  expect([status, existsSync(file("2026-09"))]).toEqual([0, false]);
  expect(said).toMatch(/要写 .*2026-09\.yaml\n要写 .*2026-10\.yaml/);
});

test("writes each month that is over, in files that the register reads without a complaint", () => {
  expect(figures("--sample").status).toBe(0);
  const { snapshot, problems } = readContent(content.root);
  expect(problems.filter(({ file }) => file.startsWith("figures/"))).toEqual([]);
  const read = snapshot?.figures.map(({ month, isSample, totals }) => [
    month,
    isSample,
    totals.received,
  ]);
  expect(read).toEqual([
    ["2026-09", true, 5],
    ["2026-10", true, null],
  ]);
  expect(readFileSync(file("2026-09"), "utf8")).toMatch(/^# 由 npm run figures 写出/);
});

test("does not touch a month again, and finds what was changed by hand", () => {
  expect(figures().said).toContain("没有要写的");
  expect(figures("--check")).toMatchObject({ status: 0 });
  content.replace("figures/lanhe/2026-09.yaml", "received: 5", "received: 50");
  const check = figures("--check");
  expect([check.status, check.said.trim()]).toEqual([1, "lanhe/2026-09 与重新统计的不一致"]);
  expect(figures("--rewrite", "lanhe/2026-09").status).toBe(0);
  expect(figures("--check").status).toBe(0);
});

test("a month that cannot be counted, or a wrong option, is told", () => {
  expect(figures("--rewrite", "lanhe/2026-11").status).toBe(2);
  expect(figures("--help").said).toContain("退出码");
});
