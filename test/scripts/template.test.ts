import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "template-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("writes an empty sheet once, and never over a file that is there", () => {
  const out = join(folder, "a.xlsx");
  const args = ["--jurisdiction", "ankang", "--kind", "exit", "--out", out];
  expect(run(...args)).toMatchObject({ status: 0, stdout: expect.stringMatching(/统计表/) });
  expect(existsSync(out)).toBe(true);
  expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(/已经有了/) });
});

test("a sheet with what is published in it changes nothing when it is handed in as it is", () => {
  const out = join(folder, "filled.xlsx");
  const where = ["--jurisdiction", "diqing", "--kind", "acceptances"];
  expect(run(...where, "--filled", "--out", out)).toMatchObject({ status: 0 });
  const said = spawnSync(process.execPath, ["scripts/import.ts", out, ...where, "--dry-run"], {
    encoding: "utf8",
  });
  expect(`${said.stdout}${said.stderr}`).toMatch(/新增 0.*变更 0/s);
  const list = ["--jurisdiction", "diqing", "--kind", "exit", "--filled", "--out", `${out}.xlsx`];
  expect(run(...list)).toMatchObject({ status: 2, stderr: expect.stringContaining("只用于") });
});

test("wrong use is said in a sentence", () => {
  expect(run("--help").status).toBe(0);
  expect(run().status).toBe(2);
  const out = join(folder, "b.xlsx");
  expect(run("--jurisdiction", "nowhere", "--kind", "exit", "--out", out).status).toBe(2);
  expect(run("--jurisdiction", "ankang", "--kind", "nothing", "--out", out).status).toBe(2);
  expect(existsSync(out)).toBe(false);
});

function run(...args: string[]) {
  return spawnSync(process.execPath, ["scripts/template.ts", ...args], { encoding: "utf8" });
}
