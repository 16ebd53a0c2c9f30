import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";

const TODAY = "2026-11-21";
const DAY = "2027-01-01";
const RULES = "jurisdictions/ankang/responsibilities.yaml";

let content: ContentCopy;
beforeEach(() => {
  content = copyContent("content");
});
afterEach(() => content.discard());

const coming = (today = TODAY) => readContent(content.root, [], today).coming;
const lineOf = (file: string, words: string) =>
  readFileSync(join(content.root, file), "utf8").split(words)[0]?.split("\n").length;
/** 安康's rule on the environment ends. */
function endRule(): void {
  content.replace(RULES, "- id: ak-environment\n", `- id: ak-environment\n  activeTo: "${DAY}"\n`);
}

test("nothing is said of days to come where nothing changes, and nothing unless a day is given", () => {
  expect(coming()).toEqual([]);
  endRule();
  expect(readContent(content.root).coming).toEqual([]);
});

test("a rule that ends without another after it is named with its line and what to do", () => {
  endRule();
  const [reminder, ...more] = coming();
  expect(more).toEqual([]);
  expect(reminder).toMatchObject({
    severity: "warning",
    file: RULES,
    line: lineOf(RULES, `activeTo: "${DAY}"`),
    field: "activeTo",
    message: expect.stringMatching(/^从 2027-01-01 起，“.+没有部门负责/),
    remedy: expect.stringContaining("写一条从 2027-01-01 生效的规则"),
  });
});

test("once the day is there it is no reminder of what is to come", () => {
  endRule();
  expect(coming("2026-12-31")).toHaveLength(1);
  expect(coming(DAY)).toEqual([]);
});

test("another rule from the same day leaves no gap, one a month later does for that month", () => {
  endRule();
  const text = readFileSync(join(content.root, RULES), "utf8");
  const next = (from: string) => `${text}
- id: ak-environment-next
  aspect: environment
  summary: 环境执法
  leads: [ecology]
  mode: responsible
  printedAs: null
  isOpenEnded: false
  implementer: null
  activeFrom: "${from}"
  cites: [{ document: ankang-2024, where: 二 }]
`;
  content.write(RULES, next(DAY));
  expect(coming()).toEqual([]);
  content.write(RULES, next("2027-02-01"));
  expect(coming()).toHaveLength(1);
});

test("every rule that names a department beyond its last day is named, and who would take over", () => {
  const file = "jurisdictions/ankang/departments.yaml";
  const life = `  activeTo: "${DAY}"\n  successor: government\n  cites: [{ document: ankang-2024, where: 二 }]\n`;
  content.replace(file, "  shortName: 市发展改革委\n", `  shortName: 市发展改革委\n${life}`);
  const found = coming();
  expect(found.map(({ field }) => field)).toEqual(["leads.1", "leads.1"]);
  expect(found[0]).toMatchObject({
    severity: "warning",
    file: RULES,
    line: lineOf(RULES, "[miit, ndrc]"),
    message: expect.stringContaining("部门 ndrc 从 2027-01-01 起撤销"),
    remedy: expect.stringContaining("由 government 接手的，不用改"),
  });
});
