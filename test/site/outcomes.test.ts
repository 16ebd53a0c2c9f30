import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome } from "#domain/outcome.ts";
import { planOutcome, planWithdrawal } from "#publishing/plan-outcome.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { releasesIn } from "#server/releases/release-store.ts";
import { wantedBuild } from "#server/releases/wanted-build.ts";
import { writeContent } from "#server/services/write-content.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { release } from "#support/release-command.ts";

let content: ContentCopy;
let data: string;
beforeAll(() => {
  content = copyContent();
  data = mkdtempSync(join(tmpdir(), "outcomes-"));
});
afterAll(() => {
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

const OUTCOME: Outcome = {
  id: "lanhe-oa",
  jurisdiction: "lanhe",
  by: "miit",
  category: "ditiaogang",
  enterprise: "lanhe-e1",
  finding: "substantiated",
  summary: "反映一家企业违规使用中频炉。",
  measure: "经核查属实，已责令拆除设备。",
  sample: true,
  versions: [{ version: 1, change: "disclosed", on: "2026-03-02" }],
};
const pageOf = (path: string) =>
  readFileSync(join(releasesIn(data), "current", "client", path), "utf8");
const settings = () => ({
  CONTENT_DIR: content.root,
  DATA_DIR: data,
  SECRETS_DIR: join(data, "secrets"),
  TODAY,
});
const build = async () => {
  const { code, output } = await release(["build", "--automatic"], settings());
  expect(code, output).toBe(0);
};

test("what is disclosed stands on its page, the enterprise's and in the data after the build it asks for", async () => {
  const desk = openContentDesk(settings());
  const faults = await writeContent(desk, (root, now) => planOutcome(root, now, OUTCOME));
  expect(faults).toEqual([]);
  expect(wantedBuild(releasesIn(data))).not.toBeNull();
  await build();
  expect(wantedBuild(releasesIn(data))).toBeNull();
  const files = ["outcomes/index.html", "enterprises/lanhe-e1/index.html"];
  for (const file of [...files, "enterprises/lanhe-e1/data.json", "data/outcomes.csv"])
    expect(pageOf(file), file).toContain(OUTCOME.summary);
  expect(pageOf("index.html")).toContain('href="/outcomes/"');
  expect(pageOf("data/datapackage.json")).toContain("outcomes.csv");
});

test("what is withdrawn leaves every page, and the reason stays", async () => {
  const desk = openContentDesk(settings());
  const change = { on: "2026-04-01", reason: "文字有误。" };
  await writeContent(desk, (root, now) => planWithdrawal(root, now, OUTCOME.id, change));
  await build();
  for (const file of [
    "outcomes/index.html",
    "enterprises/lanhe-e1/index.html",
    "data/outcomes.csv",
  ])
    expect(pageOf(file), file).not.toContain(OUTCOME.summary);
  expect(pageOf("outcomes/index.html")).toContain("文字有误。");
});

test("a change that would spoil the content is not written", async () => {
  const desk = openContentDesk(settings());
  const wrong = { ...OUTCOME, id: "lanhe-ob", enterprise: "lanhe-e9" };
  const faults = await writeContent(desk, (root, now) => planOutcome(root, now, wrong));
  expect(faults.join()).toContain("当地没有企业 lanhe-e9");
  expect(readFileSync(join(content.root, "outcomes/lanhe/2026.yaml"), "utf8")).not.toContain(
    "lanhe-ob",
  );
});
