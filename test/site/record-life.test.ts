import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContentChange } from "#domain/content-change.ts";
import { changeContent, guarded } from "#publishing/change-content.ts";
import { planChange } from "#publishing/plan-change.ts";
import { readContent } from "#registry/read-content.ts";
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

/** Publishes a change as two people would, without them. */
function publish(facts: ContentChange) {
  const { snapshot } = readContent(content.root);
  const [place] = snapshot?.jurisdictions ?? [];
  if (snapshot === undefined || place === undefined) throw new Error("no content");
  const plan = planChange(content.root, { snapshot, place, facts, today: TODAY });
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  expect(changeContent(content.root, guarded(content.root, plan.changes))).toEqual([]);
}

/** One row is delisted, one withdrawn, one's term of display is over; one statement of two is withdrawn. */
function changeRecords() {
  const row =
    "lanhe-x2,1,listed,2024-11-01,,,lanhe-e2,,,technology,不实的依据,,,,,,Sheet1,5,,,,,,\n";
  content.replace("lists/lanhe/exit/2024-01.csv", "lanhe-x1,1", `${row}lanhe-x1,1`);
  content.replace("ledger/lanhe.csv", "\n", "\nlanhe-x2,list-entry,2024-11-01,,\n");
  const batch = "lists/lanhe/rectification/2024-01.yaml";
  content.replace(batch, "sample:", 'displayUntil: "2026-11-20"\nsample:');
  const why = { document: "勘误2号", publishedOn: "2026-11-15" };
  const said = {
    statedOn: "2026-11-12",
    source: "《情况说明》（演示）",
    publishedOn: "2026-11-13",
  };
  const statement = { kind: "statement", record: "lanhe-x1", ...said } as const;
  publish({ ...statement, text: "设备已自行拆除。" });
  publish({ ...statement, text: "说错了的话。" });
  publish({ kind: "statement-withdrawal", record: "lanhe-e1-s2", reason: "企业要求撤下", ...why });
  const leave = { kind: "row-change", ...why } as const;
  publish({ ...leave, record: "lanhe-x1", change: "delisted", reason: "验收合格，摘牌" });
  publish({ ...leave, record: "lanhe-x2", change: "withdrawn", reason: "列入有误" });
}

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
  changeRecords();
  const settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  const { code, output } = await release(["build", "--automatic"], settings);
  expect(code, output).toBe(0);
});
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

describe("what became of a row, on the page of its enterprise and of its list", () => {
  const LIST = "lists/lanhe/exit/2024/index.html";

  test("delisted: what it was, since when it is not, why and by which document", () => {
    const page = textOf("enterprises/lanhe-e1/index.html");
    expect(page).toMatch(/2026年11月15日移出（摘牌）：验收合格，摘牌（勘误2号）/);
    expect(page).toMatch(/变更记录（共3版）.*列入.*更正：企业名称更正.*移出（摘牌）/s);
    expect(textOf(LIST)).toContain("验收合格，摘牌");
  });

  test("withdrawn: the reason stays, the enterprise and the ground are named nowhere", () => {
    expect(textOf(LIST)).toContain("列入有误");
    for (const file of [LIST, "lists/lanhe/exit/2024/data.json", "lists/lanhe/exit/2024/data.csv"])
      expect(html(file), file).not.toContain("不实的依据");
    expect(textOf("enterprises/lanhe-e2/index.html")).toContain("列入有误");
    expect(html("enterprises/lanhe-e2/index.html")).not.toContain("不实的依据");
  });

  test("after the last day of display it is gone by itself, and a tombstone says so", () => {
    const list = textOf("lists/lanhe/rectification/2024/index.html");
    expect(list).toContain("公示期满");
    expect(list).toContain("公布期限届满，按规定停止公示");
    expect(list).not.toContain("能耗超限额");
    expect(html("lists/lanhe/rectification/2024/data.csv")).not.toContain("能耗超限额");
    expect(textOf("enterprises/lanhe-e2/index.html")).toContain("公布期限届满");
  });

  test("the announcement that changed it has a page and stands in the feed", () => {
    const feed = html("feeds/lanhe.atom");
    expect(feed).toContain("列入有误");
    expect(html("announcements/index.html")).toContain("撤销1条");
  });
});

describe("the enterprise's own statement", () => {
  test("stands beside the record, marked as the enterprise's own words, in data and feed too", () => {
    const page = parse(html("enterprises/lanhe-e1/index.html"));
    const entry = page.querySelector("#lanhe-e1-s1");
    expect(entry?.text).toMatch(/企业声明，针对《2024年退出名单》.*2026年11月12日/s);
    expect(entry?.querySelector("blockquote")?.text).toBe("设备已自行拆除。");
    expect(entry?.text).toContain("来源：《情况说明》（演示）");
    expect(page.text).toContain("企业自己的话");
    expect(entry?.querySelector("a")?.getAttribute("href")).toBe("#lanhe-x1");
    expect(html("enterprises/lanhe-e1/data.json")).toContain("设备已自行拆除。");
    expect(html("data/statements.csv")).toContain("设备已自行拆除。");
    expect(html("feeds/lanhe.atom")).toContain("对它的记录作了声明");
  });

  test("once withdrawn only its date and reason are left", () => {
    const files = ["enterprises/lanhe-e1/index.html", "data/statements.json", "feeds/lanhe.atom"];
    for (const file of files) {
      expect(html(file), file).toContain("企业要求撤下");
      expect(html(file), file).not.toContain("说错了的话");
    }
  });
});
