import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { generateSample } from "../../scripts/sample/generate.ts";

const TODAY = "2026-11-21";
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("a generated content folder", () => {
  const first = generate(1200, 7);
  const { snapshot, problems } = readContent(first);

  test("is sound content with the number of firms that was asked for", () => {
    expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
    expect(snapshot?.enterprises).toHaveLength(1200);
  });

  test("is the same byte for byte for the same seed, and another for another", () => {
    expect(digest(generate(1200, 7))).toBe(digest(first));
    expect(digest(generate(1200, 8))).not.toBe(digest(first));
  });

  test("gives every firm a name and a code of its own", () => {
    const firms = snapshot?.enterprises ?? [];
    const codes = firms.flatMap((firm) => firm.creditCode ?? []);
    expect(new Set(firms.map((firm) => firm.name)).size).toBe(firms.length);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("keeps a firm's life line when more firms are added", () => {
    const more = generate(1500, 7);
    const rows = (folder: string) =>
      readFileSync(join(folder, "enterprises/ankang.csv"), "utf8").trim().split("\n");
    expect(rows(more).slice(0, 60)).toEqual(rows(first).slice(0, 60));
  });

  test("tells no day after the day it is told on, due days aside", () => {
    const days = [
      ...(snapshot?.equipmentEvents.map((event) => event.on) ?? []),
      ...(snapshot?.acceptances.map((opinion) => opinion.on) ?? []),
      ...(snapshot?.announcements.map((announcement) => announcement.publishedOn) ?? []),
      ...(snapshot?.pledges.map((pledge) => pledge.publishedOn) ?? []),
      ...(snapshot?.lists.flatMap((list) => list.versions.map((row) => row.changedOn)) ?? []),
    ];
    expect(days.length).toBeGreaterThan(2000);
    expect(days.filter((day) => day > TODAY)).toEqual([]);
  });

  test("reaches over several years and several issues of a list", () => {
    for (const place of snapshot?.jurisdictions ?? []) {
      const lists = snapshot?.lists.filter((list) => list.jurisdiction === place.id) ?? [];
      expect(new Set(lists.map((list) => list.year)).size).toBeGreaterThanOrEqual(3);
    }
  });
});

describe("npm run sample", () => {
  test("says what is wrong with every option at once", () => {
    const { status, stderr } = run("--enterprises", "0", "--seed", "x", "--today", "2026-02-30");
    expect(status).toBe(2);
    for (const name of ["--out", "--enterprises 0", "--seed x", "--today 2026-02-30"])
      expect(stderr).toContain(name);
  });

  test("does not know an option that is not there", () => {
    const { status, stderr } = run("--enterprize", "5");
    expect(status).toBe(2);
    expect(stderr).toContain("--enterprize");
  });

  test("refuses a folder that is not empty, unless told otherwise", () => {
    const out = folder();
    writeFileSync(join(out, "notes.txt"), "这里有别的东西");
    expect(run("--out", out).status).toBe(1);
    expect(run("--out", out, "--force").status).toBe(0);
  });

  test("refuses more firms than it has names for", () => {
    const { status, stderr } = run("--out", folder(), "--enterprises", "600000");
    expect(status).toBe(1);
    expect(stderr).toContain("最多 100000 家企业");
  });

  test("never writes over entries that are not marked as demonstration", () => {
    const out = folder();
    cpSync("test/fixtures/small-content", out, { recursive: true });
    const marks = join(out, "enterprises/lanhe.yaml");
    writeFileSync(marks, "sample: false\n");
    const before = digest(out);
    const { status, stderr } = run("--out", out, "--entries-only", "--force");
    expect(status).toBe(1);
    expect(stderr).toContain("不是演示数据");
    expect(digest(out)).toBe(before);
  });

  test("names the problem of a place it cannot read and writes nothing", () => {
    const content = folder();
    cpSync("test/fixtures/small-content", content, { recursive: true });
    writeFileSync(join(content, "jurisdictions/lanhe/terms.yaml"), "rectification: 6\n");
    const out = folder();
    const { status, stderr } = run("--content", content, "--out", out);
    expect(status).toBe(1);
    expect(stderr).toContain("jurisdictions/lanhe/terms.yaml");
    expect(readdirSync(out)).toEqual([]);
  });
});

function generate(enterprises: number, seed: number): string {
  const out = folder();
  const result = generateSample({
    enterprises,
    seed,
    today: TODAY,
    content: "content",
    out,
    entriesOnly: false,
  });
  expect(result).toHaveProperty("written");
  return out;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "sample-test-"));
  folders.push(made);
  return made;
}

function digest(root: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex");
}

function run(...options: string[]) {
  return spawnSync(process.execPath, ["scripts/sample.ts", ...options], { encoding: "utf8" });
}
