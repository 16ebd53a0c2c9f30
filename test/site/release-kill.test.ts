import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSnapshot } from "#registry/snapshot-file.ts";
import {
  currentId,
  findRelease,
  listReleases,
  releasesIn,
} from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { release } from "#support/release-command.ts";

const KILLS = 12;
const FIRM = "岚河试验水泥有限公司";
let content: ContentCopy;
let data: string;
beforeAll(() => {
  content = copyContent();
  data = mkdtempSync(join(tmpdir(), "release-kill-"));
});
afterAll(() => {
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

/** The firm's name wherever the release served shows it. */
function namesServed(root: string): string[] {
  const folder = join(root, currentId(root) ?? "");
  const html = readFileSync(join(folder, "client/enterprises/lanhe-e2/index.html"), "utf8");
  const json = readFileSync(join(folder, "client/enterprises/lanhe-e2/data.json"), "utf8");
  const csv = readFileSync(join(folder, "client/data/enterprises.csv"), "utf8");
  const firm = readSnapshot(join(folder, "snapshot.json")).enterprises.find(
    ({ id }) => id === "lanhe-e2",
  );
  return [
    /<title>(.*?)（/.exec(html)?.[1] ?? "",
    JSON.parse(json).name,
    csv.match(/岚河\S*?水泥有限公司\d*/)?.[0] ?? "",
    firm?.name ?? "",
  ];
}

test("builds killed at random moments leave the old release or the new one, whole, never a mixture", async () => {
  const settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  const root = releasesIn(data);
  const started = performance.now();
  expect((await release(["build"], settings)).code).toBe(0);
  const duration = performance.now() - started;
  let name = FIRM;
  for (let round = 1; round <= KILLS; round += 1) {
    const before = namesServed(root)[0];
    content.replace("enterprises/lanhe.csv", name, `${FIRM}${round}`);
    name = `${FIRM}${round}`;
    const build = release(["build"], settings);
    await wait(Math.random() * duration);
    build.kill();
    await build;
    const id = currentId(root) ?? "";
    expect(findRelease(root, id)?.id).toBe(id);
    const names = namesServed(root);
    expect(new Set(names).size, names.join()).toBe(1);
    expect([before, name]).toContain(names[0]);
    for (const kept of listReleases(root)) {
      const folder = join(root, kept.id);
      const whole = readFileSync(join(folder, "client/index.html"), "utf8").trimEnd();
      expect(whole.endsWith("</html>")).toBe(true);
      expect(readSnapshot(join(folder, "snapshot.json")).ledger.length).toBe(
        kept.identifiers.length,
      );
    }
  }
  expect((await release(["build"], settings)).code).toBe(0);
  expect(new Set(namesServed(root))).toEqual(new Set([name]));
}, 900_000);
