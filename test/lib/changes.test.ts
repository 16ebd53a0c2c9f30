import { expect, test } from "vitest";
import { changesOf } from "#lib/changes.ts";
import { fileKey, indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("The content of the repository has errors.");
const changes = changesOf(snapshot, "2026-11-21");

test("the latest change comes first", () => {
  const days = changes.map((change) => change.on);
  expect(days).toEqual([...days].sort().reverse());
});

test("every change has an id of its own", () => {
  expect(new Set(changes.map((change) => change.id)).size).toBe(changes.length);
});

test("every announcement is told once", () => {
  const told = changes.filter((change) => change.kind === "announcement");
  expect(told.length).toBe(snapshot.announcements.length);
});

test("a list made public by an announcement is not told a second time", () => {
  const { announcementsByFile } = indexOf(snapshot);
  const unannounced = snapshot.lists.filter((file) => !announcementsByFile.has(fileKey(file)));
  expect(changes.filter((change) => change.kind === "list").length).toBe(unannounced.length);
});

test("every later version of a row is counted in one sentence of its file, day and kind", () => {
  const later = snapshot.lists.flatMap((file) =>
    file.versions.filter((version) => version.version > 1),
  );
  const counted = changes
    .filter((change) => change.kind === "revision")
    .map((change) => Number(/》[^》]*?(\d+)条/.exec(change.sentence)?.[1]));
  expect(later.length).toBeGreaterThan(0);
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(later.length);
});

test("a change drawn from demonstration data says so", () => {
  const files = snapshot.lists.filter((file) => file.batch.sample);
  expect(files.length).toBeGreaterThan(0);
  const revisions = changes.filter((change) => change.kind === "revision");
  expect(new Set(revisions.map(({ isSample }) => isSample))).toEqual(new Set([true]));
});

test("a sentence says what changed: how many rows an announcement lists, and what a correction altered", () => {
  const sentences = changes.map(({ sentence }) => sentence);
  expect(sentences).toContainEqual(expect.stringMatching(/：列入\d+条$/));
  expect(sentences).toContainEqual(
    expect.stringMatching(/更新进展1条（.+：新填整改完成“.+”.*），理由：/),
  );
});
