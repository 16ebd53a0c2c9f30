import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ReleaseProgress } from "#domain/release-progress.ts";
import { oneAtATime } from "#server/releases/one-at-a-time.ts";
import { noteProgress, progressIn } from "#server/releases/release-progress.ts";
import { releasesIn } from "#server/releases/release-store.ts";

const data = mkdtempSync(join(tmpdir(), "progress-"));
afterAll(() => rmSync(data, { recursive: true }));

const at = "2026-11-21T08:00:00.000Z";
const building: ReleaseProgress = {
  state: "building",
  step: "检查网站",
  startedAt: at,
  at,
  faults: [],
};
const note = (progress: ReleaseProgress) => noteProgress(releasesIn(data), progress);

test("who publishes sees what a build is at, what it came to, and why there is no new release", async () => {
  expect(progressIn(data)).toBeNull();
  await oneAtATime(data, "build", async () => {
    note(building);
    expect(progressIn(data)).toEqual(building);
  });
  note({ ...building, state: "failed", faults: ["/lists/ 的链接没有页面"] });
  expect(progressIn(data)).toMatchObject({ state: "failed", faults: ["/lists/ 的链接没有页面"] });
});

test("a build whose process is gone is not shown as if it went on", () => {
  note(building);
  expect(progressIn(data)).toEqual({ ...building, state: "broken-off" });
});
