import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { changeContent, guarded } from "#publishing/change-content.ts";
import { type PublicationPlan, planPublication } from "#publishing/plan-publication.ts";
import { planRecords } from "#publishing/plan-records.ts";
import { readContent } from "#registry/read-content.ts";
import { releasesIn } from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { release } from "#support/release-command.ts";

const SHEET = "整改名单";
const ROWS = [
  ["安康市2026年第四季度限期整改企业名单"],
  [],
  [
    "序号",
    "县（市、区）",
    "行业",
    "企业名称",
    "统一社会信用代码",
    "企业地址",
    "设备型号及数量",
    "涉及产能",
    "淘汰类别",
    "列入依据",
    "整改开始",
    "整改到期",
    "备注",
  ],
  [
    "1",
    "汉滨区",
    "水泥",
    "汉滨崭新水泥厂",
    "91350100m000100y43",
    "汉滨区江北大道1号",
    "Φ3.2×13m 水泥磨1台",
    "３０万吨/年",
    "能耗、环保",
    "单位产品能耗超过限额",
    "2026.10.9",
    "2027年4月8日",
    "=已约谈",
  ],
];

let content: ContentCopy;
let data: string;
let bytes: Uint8Array;
let opinions: Uint8Array;
let page: (path: string) => string;
beforeAll(async () => {
  content = copyContent("content");
  data = mkdtempSync(join(tmpdir(), "source-cells-"));
  bytes = await writeXlsx({ sheets: [{ name: SHEET, rows: ROWS }] });
  const rows = OPINION.map((cells, at) => [...cells, ...(OPINION_MORE[at] ?? [])]);
  opinions = await writeXlsx({ sheets: [{ name: "验收", rows }] });
  await publish();
  const settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  const { code, output } = await release(["build", "--automatic"], settings);
  expect(code, output).toBe(0);
  page = (path) => readFileSync(join(releasesIn(data), "current", "client", path), "utf8");
});
afterAll(() => {
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

const OPINION = [
  ["企业名称", "设备型号及数量", "验收级别", "验收单位", "验收日期", "主体设备是否拆除"],
  ["汉滨崭新水泥厂", "Φ3.2×13m水泥磨1台", "市级", "安康市工业和信息化局", "2026-11-02", "是"],
];
const OPINION_MORE = [
  [
    "是否具备恢复生产条件",
    "是否通过验收",
    "有拆除前影像",
    "有拆除中影像",
    "有拆除后影像",
    "依据材料",
  ],
  ["否", "是", "有", "有", "有", "《验收意见表》"],
];

/** A draft of a file, held against the content as it stands. */
async function drafted(file: Uint8Array, fileName: string, kind: string) {
  const { snapshot } = readContent(content.root);
  const place = snapshot?.jurisdictions.find(({ id }) => id === "ankang");
  if (snapshot === undefined || place === undefined) throw new Error("the content is not sound");
  const asked = { statedAs: null, replaces: "none" as const, answers: {}, today: TODAY };
  const read = await importSpreadsheet(
    file,
    { ...asked, fileName, jurisdiction: "ankang", kind },
    snapshot,
  );
  if ("refused" in read) throw new Error(JSON.stringify(read.refused));
  return { snapshot, place, draft: read.draft, today: TODAY };
}

function write(plan: PublicationPlan): void {
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  expect(changeContent(content.root, guarded(content.root, plan.changes))).toEqual([]);
}

async function publish(): Promise<void> {
  const publisher = "miit";
  const list = await drafted(bytes, "限期整改名单.xlsx", "rectification");
  const facts = {
    year: 2026,
    title: "2026年第四季度限期整改名单",
    publisher,
    publishedOn: TODAY,
    isSourcePublic: false,
    announcement: { kind: "list-publication" as const, title: "公布名单", body: "现予公布。" },
    leaving: {},
  };
  write(
    planPublication(content.root, { ...list, kind: "rectification", facts, objections: new Map() }),
  );
  const records = await drafted(opinions, "验收结果.xlsx", "acceptances");
  const stated = { title: "验收结果", publisher, publishedOn: TODAY };
  write(planRecords(content.root, { ...records, room: "acceptances", facts: stated }));
}

/** The source cells a page opens without scripts: address and text, with all that is said of them. */
function openedCells(html: string) {
  return parse(html)
    .querySelectorAll("details.source-cell")
    .map((cell) => ({
      address: / ([A-Z]+\d+)$/.exec(cell.querySelector("summary")?.textContent.trim() ?? "")?.[1],
      text: cell.querySelector("q")?.textContent ?? "",
      said: cell.textContent,
    }));
}

/** What a file says at an address, read by itself. */
async function cellInFile(address = "", file = bytes): Promise<string> {
  const [sheet] = (await readXlsx(file)).sheets;
  const [, letter = "", row = ""] = /^([A-Z])(\d+)$/.exec(address) ?? [];
  return String(sheet?.rows[Number(row) - 1]?.[letter.charCodeAt(0) - 65] ?? "");
}

test("each value of the enterprise page opens the cell it came from, and the file says the same there", async () => {
  const { snapshot } = readContent(content.root);
  const firm = snapshot?.enterprises.find(({ name }) => name === "汉滨崭新水泥厂");
  const cells = openedCells(page(`enterprises/${firm?.id}/index.html`));
  const sum = createHash("sha256").update(bytes).digest("hex");
  const [listed, opined] = ["限期整改名单", "验收结果"].map((name) =>
    cells.filter(({ said }) => said.includes(`原表“${name}.xlsx”`)),
  );
  expect(cells).toHaveLength((listed?.length ?? 0) + (opined?.length ?? 0));
  for (const { address, text, said } of opined ?? []) {
    expect(text, said).toBe(await cellInFile(address, opinions));
    expect(said).toContain(createHash("sha256").update(opinions).digest("hex"));
  }
  expect(new Set(opined?.map(({ address }) => address))).toEqual(
    new Set([..."BCDEFGHIJKL"].map((letter) => `${letter}2`)),
  );
  for (const { address, text, said } of listed ?? []) {
    expect(text, said).toBe(await cellInFile(address));
    expect(said).toContain(`工作表“${SHEET}”`);
    expect(said).toContain(`SHA-256 ${sum}；第1版，2026年11月21日`);
  }
  const addresses = new Set(listed?.map(({ address }) => address));
  expect([...addresses].sort()).toEqual([..."BCDEFGHIJKLM"].map((letter) => `${letter}4`));
});

test("the row of the list opens every cell too, with the file, its sum and the day", async () => {
  const listed = parse(page("lists/ankang/rectification/2026/index.html"))
    .querySelectorAll("tbody tr")
    .find((row) => row.textContent.includes("汉滨崭新水泥厂"));
  const raw = listed?.querySelector("details.raw");
  const items = raw?.querySelectorAll("li").map((item) => item.textContent) ?? [];
  expect(items).toHaveLength(12);
  for (const item of items) {
    const [, address, text] = /（([A-Z]+\d+)）：([\s\S]*)$/.exec(item) ?? [];
    expect(text, item).toBe(await cellInFile(address));
  }
  expect(raw?.textContent).toContain(createHash("sha256").update(bytes).digest("hex"));
  expect(raw?.textContent).toContain("第1版，2026年11月21日");
});

test("the data beside the page carries the cells, and a leading = is a text for tables, never a formula", () => {
  const sheet = JSON.parse(page("lists/ankang/rectification/2026/data.json"));
  const row = sheet.rows.find(({ name }: { name: string }) => name === "汉滨崭新水泥厂");
  expect(row.printed).toContainEqual({
    field: "remark",
    name: "备注",
    cell: "M4",
    text: "=已约谈",
    version: 1,
  });
  expect(page("lists/ankang/rectification/2026/data.csv")).toContain("'=已约谈");
  expect(page("data/list-entries.csv")).toContain("'=已约谈");
});
