import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { releasesIn } from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { release } from "#support/release-command.ts";

/** An announcement of 岚河 as its file has it. */
function announcement(id: string, more: string): string {
  return `---\nid: ${id}\ntitle: ${id}的标题\nissuer: miit\npublishedOn: "2026-11-10"\n${more}\nsample: true\n---\n\n演示数据。\n`;
}
const NOTICE = (id: string, from: string, to: string) =>
  announcement(
    id,
    `kind: public-notice\npublicNotice: { from: "${from}", to: "${to}", objectTo: 市工信局（演示） }`,
  );
const RESULT = announcement(
  "lanhe-result",
  "kind: list-publication\nconcludes: lanhe-over\nobjections: { received: 2, answer: 异议不采纳，已逐件说明理由。 }",
);

let content: ContentCopy;
let data: string;
const html = (path: string) =>
  readFileSync(join(releasesIn(data), "current", "client", path), "utf8");
const textOf = (path: string) => parse(html(path)).querySelector("main")?.text ?? "";

beforeAll(async () => {
  content = copyContent();
  data = mkdtempSync(join(tmpdir(), "record-life-"));
  const files = {
    "lanhe-running": NOTICE("lanhe-running", "2026-11-10", TODAY),
    "lanhe-coming": NOTICE("lanhe-coming", "2026-11-22", "2026-11-30"),
    "lanhe-over": NOTICE("lanhe-over", "2026-11-10", "2026-11-20"),
    "lanhe-result": RESULT,
  };
  for (const [id, text] of Object.entries(files)) {
    content.write(`announcements/lanhe/${id}.md`, text);
    content.replace("ledger/lanhe.csv", "\n", `\n${id},announcement,2026-11-10,,\n`);
  }
  const settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  const { code, output } = await release(["build", "--automatic"], settings);
  expect(code, output).toBe(0);
}, 180_000);
afterAll(() => {
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

describe("a public notice", () => {
  test("offers an objection on its last day, by POST with the id of the notice", () => {
    const page = parse(html("announcements/lanhe-running/index.html"));
    const form = page.querySelectorAll("form").find(({ text }) => text.includes("提出异议"));
    expect([form?.getAttribute("method"), form?.getAttribute("action")]).toEqual([
      "post",
      "/report/",
    ]);
    const fields = form?.querySelectorAll("input").map((input) => input.getAttribute("value"));
    expect(fields).toEqual(["lanhe-running", "objection"]);
  });

  test("offers none before it begins and after it is over, and a correction always", () => {
    for (const id of ["lanhe-coming", "lanhe-over"]) {
      const page = parse(html(`announcements/${id}/index.html`));
      expect(page.querySelector('input[value="objection"]'), id).toBeNull();
      const button = page.querySelector('button[form="correction"]');
      expect(button?.getAttribute("value")).toBe(id);
      expect(page.querySelector("form#correction")?.getAttribute("action")).toBe("/report/");
    }
  });

  test("and its result name each other, with the objections as a number and a sentence", () => {
    const said = ["收到异议2件，都已答复", "异议不采纳，已逐件说明理由。"];
    for (const id of ["lanhe-over", "lanhe-result"])
      for (const words of said) expect(textOf(`announcements/${id}/index.html`)).toContain(words);
    expect(html("announcements/lanhe-over/index.html")).toContain('"/announcements/lanhe-result/"');
    expect(html("announcements/lanhe-result/index.html")).toContain('"/announcements/lanhe-over/"');
    expect(html("data/announcements.csv")).toContain("lanhe-over,2,异议不采纳，已逐件说明理由。");
  });
});
