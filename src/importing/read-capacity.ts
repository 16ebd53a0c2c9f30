import { CAPACITY_UNITS, type Capacity, type CapacityUnit } from "#domain/capacity.ts";
import { CAPACITY_BASES } from "#domain/capacity-basis.ts";
import type { ReadCapacity } from "./import-draft.ts";
import { partsOf, plain } from "./plain-text.ts";
import { type CellNote, type Reading, type ReadingContext, unread } from "./reading.ts";
import type { SheetCell } from "./workbook/workbook.ts";

/** Longest first, so that 万吨/年 is not read as 万吨. */
const UNITS = [...CAPACITY_UNITS].sort((a, b) => b.length - a.length);
/** Other spellings of a unit; never another unit: nothing is converted. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[\d万亿]) (?=\p{Script=Han}|[tTmM]\b)/gu, ""],
  [/万(?:t|T)(?=\/|$)/g, "万吨"],
  [/(?<=\d)(?:t|T)(?=\/|$)/g, "吨"],
  [/[/每](?:a|A|年)/g, "/年"],
  [/[/每](?:d|D|天|日)/g, "/日"],
  [/[/每](?:h|H|小时|时)/g, "/小时"],
  [/(?:m3|m³|立方米|立方)(?![a-z])/gi, "立方米"],
  [/万重箱/g, "万重量箱"],
];
/** 年产30万吨 and 日产4500吨 say the same as 30万吨/年 and 4500吨/日. */
const OUTPUT = /(?:(年)|日)(?:产|生产|加工|处理)(?:能力|能)?/;
/** What makes a number no exact one; it is never published as if it were. */
const INEXACT = { before: /(?:约|近|不足|超过|大于|小于|至少|最多)$/, after: /以上|以下|左右/ };
const HOW = "数字和单位一起写，例如 30万吨/年；几项不同的用分号隔开";

/** Reads `30万吨/年`, `1429万重量箱`, `3000吨/日；42万吨/年`, `30万吨/年水泥熟料（设计产能）`. */
export function readCapacities(
  cell: SheetCell,
  { unit }: Pick<ReadingContext, "unit">,
): Reading<ReadCapacity[]> {
  const notes: CellNote[] = [];
  const value = partsOf(cell.text).flatMap((part) => {
    const capacity = readOne(part, unit);
    if (typeof capacity !== "string") return capacity;
    notes.push({
      severity: "warning",
      message: `产能“${part}”${capacity}，只保留原文`,
      remedy: HOW,
    });
    return [];
  });
  if (value.length === 0 && notes.length === 0) return unread("warning", "产能是空的", HOW);
  return { value: notes.length === 0 ? value : null, notes };
}

/** The capacity, or what is wrong with it. */
function readOne(part: string, columnUnit: string | null): ReadCapacity | string {
  const text = SPELLINGS.reduce((said, [from, to]) => said.replace(from, to), plain(part));
  const [, before = "", digits = "", after = ""] =
    /^([^\d]*?)(\d[\d,]*(?:\.\d+)?)\s*(.*)$/.exec(text) ?? [];
  const value = Number(digits.replaceAll(",", ""));
  if (digits === "" || !(value > 0)) return "里没有大于0的数字";
  const printed = UNITS.find((unit) => after.startsWith(unit));
  const rest = printed === undefined ? after : after.slice(printed.length);
  if (/\d/.test(rest)) return "里不止一个数字";
  const inexact = INEXACT.before.exec(before) ?? INEXACT.after.exec(rest);
  if (inexact !== null) return `写着“${inexact[0]}”，不是确数`;
  const inColumn = after === "" ? CAPACITY_UNITS.find((known) => known === columnUnit) : undefined;
  const output = OUTPUT.exec(before);
  const unit = per(output && (output[1] ? "年" : "日"), printed ?? inColumn);
  if (unit === undefined && after === "") return "没有写单位";
  if (unit === undefined || rest.startsWith("/")) return "的单位不认识";
  return {
    text: part,
    value,
    unit,
    product: productIn(rest) ?? productIn(before.replace(OUTPUT, "")),
    basis: basisIn(`${before}${rest}`),
  };
}

/** The unit of an output a year or a day. Hides, films and the like are counted by the year anyway. */
function per(time: "年" | "日" | null, unit: CapacityUnit | undefined): CapacityUnit | undefined {
  if (time === null || unit?.endsWith(`/${time}`)) return unit;
  const timed = CAPACITY_UNITS.find((known) => known === `${unit}/${time}`);
  return timed ?? (time === "年" ? unit : undefined);
}

const BASIS_WORDS = CAPACITY_BASES.map((basis) => basis.name).join("|");

function basisIn(text: string): Capacity["basis"] | null {
  return CAPACITY_BASES.find((basis) => text.includes(basis.name))?.id ?? null;
}

function productIn(text: string): string | null {
  const product = text.replace(new RegExp(`\\(?(?:${BASIS_WORDS})\\)?:?$`), "").trim();
  const bare = product.replace(/^[(:]|[):]$|产能:?$/g, "").trim();
  return bare === "" ? null : bare;
}
