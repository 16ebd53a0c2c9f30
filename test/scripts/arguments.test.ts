import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const COMMANDS = [
  "content-check",
  "content-history",
  "retire-sample",
  "release",
  "desk",
  "figures",
  "digest",
  "staff",
  "data-dictionary",
  "routing-table",
] as const;

test.each(COMMANDS)("%s tells a mistyped option with its usage, as wrong use", (command) => {
  const { status, stderr } = spawnSync(process.execPath, [`scripts/${command}.ts`, "--dry-rum"], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^没有这个选项：--dry-rum\n(用法：|usage: )npm run/);
  expect(stderr).not.toContain("node:internal");
});
