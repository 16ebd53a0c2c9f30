import type { Aspect } from "#domain/aspect.ts";
import type { AcceptanceLevel, KeepingReason } from "#domain/closure.ts";
import { creditCodeFaults } from "#domain/credit-code.ts";
import { namesOf } from "#domain/department-name.ts";
import { compact, partsOf, plain } from "./plain-text.ts";
import { nearest } from "./read-place.ts";
import { noted, type Reading, type ReadingContext, read, unread } from "./reading.ts";
import { tickedWord } from "./ticked-box.ts";
import type { SheetCell } from "./workbook/workbook.ts";

/** Text as it is, on one line. */
export function readText(cell: SheetCell): Reading<string> {
  return publicText(linesOf(cell).join(" "));
}

/** Text as it is; what stands on a line of its own is a paragraph of its own. */
export function readParagraphs(cell: SheetCell): Reading<string> {
  return publicText(linesOf(cell).join("\n\n"));
}

function linesOf(cell: SheetCell): string[] {
  return partsOf(cell.text, /\r?\n/);
}

function publicText(text: string): Reading<string> {
  if (!PRIVATE.test(text)) return read(text);
  return unread(
    "error",
    "这一格像是写了电话号码或身份证号，不能公布",
    "删去号码；联系方式写在不公开的栏里",
  );
}

/** Mobile numbers, telephone numbers with an area code, identity cards. */
const PRIVATE =
  /(?<![\dA-Z])(?:1[3-9]\d{9}|0\d{2,3}[-－ ]\d{7,8}|\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{2}\d{3}[\dXx])(?![\dA-Z])/;

/** A 统一社会信用代码. Real ones exist that fail their check: a fault is told, never corrected. */
export function readCreditCode(cell: SheetCell): Reading<string> {
  if (cell.number !== undefined && cell.number >= 1e15)
    return unread(
      "error",
      "信用代码被存成了数字，后几位已经丢失",
      "把这一列设成文本格式后重新填写",
    );
  const code = compact(cell.text).toUpperCase().replaceAll("-", "");
  if (!/^[0-9A-Z]{1,18}$/.test(code))
    return unread("error", `“${cell.text}”不是信用代码`, "写18位数字和大写字母");
  const [fault] = creditCodeFaults(code);
  if (fault === undefined) return read(code);
  return noted(
    code,
    "warning",
    `信用代码 ${code} ${FAULTS[fault]}`,
    "与营业执照核对；确实如此的可以保留",
  );
}

const FAULTS = {
  length: "不是18位",
  alphabet: "含有代码里不用的字母（I、O、S、V、Z）",
  check: "校验位对不上（GB 32100）",
  "organisation-check": "其中组织机构代码的校验位对不上",
} as const;

/** 淘汰类别, one or several. */
export function readAspects(cell: SheetCell, { words }: ReadingContext): Reading<Aspect[]> {
  const parts = partsOf(cell.text, /[;；、,，/\s]+/).map(compact);
  const found = parts.map((part) =>
    keyOf(words.aspects, part.replace(/(方面|类|标准|不达标)+$/, "")),
  );
  const strange = parts.filter((_, i) => found[i] === undefined);
  if (strange.length > 0)
    return unread(
      "error",
      `淘汰类别“${strange.join("、")}”不认识`,
      "只写环保、能耗、质量、安全、技术、其他，用顿号隔开",
    );
  return read([...new Set(found.filter((aspect) => aspect !== undefined))]);
}

export function readYesNo(cell: SheetCell, { words }: ReadingContext): Reading<boolean> {
  const said = compact(cell.text);
  const text = tickedWord(said) ?? said;
  if (words.yes.some((word) => compact(word) === text)) return read(true);
  if (words.no.some((word) => compact(word) === text)) return read(false);
  return unread("error", `“${cell.text}”读不成是或否`, "填“是”或“否”");
}

export function readCount(cell: SheetCell): Reading<number> {
  const [, digits] = /^(\d{1,6})\s*\p{Script=Han}{0,2}$/u.exec(plain(cell.text)) ?? [];
  if (digits === undefined || Number(digits) === 0)
    return unread("error", `“${cell.text}”不是数量`, "写大于0的整数");
  return read(Number(digits));
}

export function readLevel(cell: SheetCell, { words }: ReadingContext): Reading<AcceptanceLevel> {
  const level = keyOf(words.levels, compact(cell.text).replace(/验收(意见)?$/, ""));
  return level === undefined
    ? unread("error", `验收级别“${cell.text}”不认识`, "填县级、市级或省级")
    : read(level);
}

export function readReason(cell: SheetCell, { words }: ReadingContext): Reading<KeepingReason> {
  const text = compact(cell.text);
  const exact = keyOf(words.keepingReasons, text);
  const within = Object.entries(words.keepingReasons).filter(([, said]) =>
    said.some((word) => text.includes(compact(word))),
  );
  const reason = exact ?? (within.length === 1 ? (within[0]?.[0] as KeepingReason) : undefined);
  return reason === undefined
    ? unread(
        "error",
        `未拆除原因“${cell.text}”不在允许的几种之内`,
        "按工信部产业函〔2015〕97号的四种情形或应急备用填写",
      )
    : read(reason);
}

export function readDepartment(cell: SheetCell, { place }: ReadingContext): Reading<string> {
  const text = compact(cell.text);
  const found = place.departments.filter((department) =>
    [...namesOf(department), ...department.aliases].some((name) => compact(name) === text),
  );
  const [department] = found;
  return department === undefined || found.length > 1
    ? unread(
        "error",
        `部门“${cell.text}”不在当地部门表里`,
        `写 ${nearest(place.departments, cell.text).join("、")} 这样的名称，全部的在空表的“选项”页里`,
      )
    : read(department.id);
}

/** Names of files, with their endings; where they lie does not matter. */
export function readFiles(cell: SheetCell): Reading<string[]> {
  const names = partsOf(cell.text, /[;；、\n]+/);
  const strange = names.filter((name) => /[\\/]/.test(name) || !/\.[a-z]{3,4}$/i.test(name));
  return strange.length > 0
    ? unread(
        "error",
        `“${strange.join("、")}”不是文件名`,
        "写文件名和扩展名，例如 拆除前1.jpg，不写文件夹",
      )
    : read([...new Set(names)]);
}

export function readAddress(cell: SheetCell): Reading<string> {
  const text = cell.text.trim();
  return URL.canParse(text) && /^https?:/.test(text)
    ? read(text)
    : unread("error", `“${cell.text}”不是完整网址`, "从浏览器地址栏复制，以 https:// 开头");
}

/** The key one of whose words is the text. */
function keyOf<Key extends string>(
  table: Readonly<Record<Key, readonly string[]>>,
  text: string,
): Key | undefined {
  const entries = Object.entries(table) as [Key, readonly string[]][];
  return entries.find(([, words]) => words.some((word) => compact(word) === text))?.[0];
}
