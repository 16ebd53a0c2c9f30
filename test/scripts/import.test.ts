import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "import-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOUND =
  "县（市、区）,行业,企业名称,设备型号及数量,涉及产能,淘汰类别,联系电话\n汉滨区,水泥,汉滨崭新水泥厂,Φ9×99m回转窑1台,30万吨/年,能耗,13987654321\n";

const EXIT = ["--jurisdiction", "ankang", "--kind", "exit", "--as", "closure"];

test("--help explains, and exit codes tell sound, held, wrong use and refused apart", () => {
  expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringMatching(/用法/) });
  expect(run().status).toBe(2);
  expect(run(file("a.csv", SOUND), "--jurisdiction", "ankang", "--kind", "exit").status).toBe(2);
  expect(run(file("a.csv", SOUND), "--nonsense").status).toBe(2);
  expect(dry(file("a.csv", SOUND)).status).toBe(0);
  const held = dry(file("b.csv", SOUND.replace("汉滨区", "西安")));
  expect(held).toMatchObject({ status: 1, stdout: expect.stringMatching(/错误 b!A2 .*西安/) });
  const refused = dry(file("c.xlsx", SOUND));
  expect(refused).toMatchObject({ status: 3, stderr: expect.stringMatching(/内容却不是/) });
});

test("the draft is written where asked, without what is not public, and not in a dry run", () => {
  const out = join(folder, "draft.json");
  dry(file("a.csv", SOUND), "--out", out);
  expect(() => readFileSync(out)).toThrow();
  run(file("a.csv", SOUND), ...EXIT, "--out", out);
  const draft = readFileSync(out, "utf8");
  expect(JSON.parse(draft)).toMatchObject({ format: 1, counts: { add: 1 } });
  expect(draft).not.toContain("13987654321");
});

function dry(path: string, ...more: string[]) {
  return run(path, ...EXIT, "--dry-run", ...more);
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function run(...args: string[]) {
  return spawnSync(process.execPath, ["scripts/import.ts", ...args], { encoding: "utf8" });
}
