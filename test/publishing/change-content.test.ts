import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { changeContent, finishChange, sumOf } from "#publishing/change-content.ts";
import { ContentFolder } from "#registry/folder.ts";
import { JOURNAL } from "#registry/journal.ts";
import { readContent } from "#registry/read-content.ts";
import { copyContent } from "#support/content-copy.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "change-"));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  return root;
}

const read = (root: string, file: string) => readFileSync(join(root, file), "utf8");
const guarded = (root: string, file: string, text: string | null) => ({
  file,
  text,
  sha256Before: sumOf(join(root, file)),
});

test("files are written, made in new folders, and taken away together", () => {
  const root = folderWith({ a: "1", b: "2" });
  const changes = [guarded(root, "a", "3"), guarded(root, "new/c", "4"), guarded(root, "b", null)];
  expect(changeContent(root, changes)).toEqual([]);
  expect([read(root, "a"), read(root, "new/c"), existsSync(join(root, "b"))]).toEqual([
    "3",
    "4",
    false,
  ]);
});

test("a file that somebody changed meanwhile stops the whole change", () => {
  const root = folderWith({ a: "1", b: "2" });
  const changes = [guarded(root, "a", "3"), guarded(root, "b", "4")];
  writeFileSync(join(root, "b"), "by hand");
  expect(changeContent(root, changes)).toEqual(["b"]);
  expect([read(root, "a"), read(root, "b")]).toEqual(["1", "by hand"]);
});

test("what was decided on but not written yet is read as if it had been", () => {
  const root = folderWith({ "a.txt": "1", "b.txt": "2" });
  const journal = [
    { file: "a.txt", text: "3" },
    { file: "b.txt", text: null },
    { file: "c.txt", text: "4" },
  ];
  writeFileSync(join(root, JOURNAL), JSON.stringify(journal));
  const folder = new ContentFolder(root);
  expect([...folder.files].sort()).toEqual(["a.txt", "c.txt"]);
  expect([folder.read("a.txt"), folder.read("c.txt")]).toEqual(["3", "4"]);
  finishChange(root);
  finishChange(root);
  expect([read(root, "a.txt"), read(root, "c.txt")]).toEqual(["3", "4"]);
  expect([...new ContentFolder(root).files].sort()).toEqual(["a.txt", "c.txt"]);
});

test("killed at 50 random moments, content is wholly old or wholly new, and sound", async () => {
  const content = copyContent();
  folders.push(content.root);
  const states = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    const writer = spawn(process.execPath, ["test/support/endless-publisher.ts", content.root]);
    await once(writer.stdout, "data");
    await wait(Math.random() * 40);
    writer.kill("SIGKILL");
    await once(writer, "exit");
    const { snapshot, problems } = readContent(content.root);
    expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
    const marks = [
      snapshot?.site.name,
      snapshot?.enterprises[0]?.address,
      snapshot?.lists[0]?.batch.title,
      snapshot?.announcements[0]?.title,
    ].map((text) => /\d+$/.exec(text ?? "")?.[0]);
    expect(new Set(marks).size, `round ${round}: ${marks.join()}`).toBe(1);
    states.add(marks[0] ?? "");
  }
  expect(states.size).toBeGreaterThan(10);
}, 900_000);
