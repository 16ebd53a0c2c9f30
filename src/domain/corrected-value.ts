import { ASPECTS, aspectName, aspect as aspectSchema } from "./aspect.ts";
import { type CalendarDate, isCalendarDate } from "./calendar-date.ts";
import { CAPACITY_BASES, CAPACITY_UNITS } from "./capacity.ts";
import { ACCEPTANCE_LEVELS, KEEPING_REASONS } from "./closure.ts";
import type { CorrectableField, CorrectedAs } from "./record-correction.ts";
import { restrictedValues } from "./restricted.ts";

/** What may be chosen, by the code that is kept. */
export type Choice = readonly { id: string; name: string }[];

/** The tables of a place that choices of the form are drawn from. */
export interface PlaceChoices {
  areas: Choice;
  industries: Choice;
  departments: Choice;
}

/** What may be chosen for a field; undefined where it is written. */
export function choicesFor(reads: CorrectedAs, place: PlaceChoices): Choice | undefined {
  const choices: Partial<Record<CorrectedAs, Choice>> = {
    area: place.areas,
    industry: place.industries,
    department: place.departments,
    yesNo: [
      { id: "true", name: "是" },
      { id: "false", name: "否" },
    ],
    level: ACCEPTANCE_LEVELS,
    keepingReason: KEEPING_REASONS,
    capacityUnit: CAPACITY_UNITS.map((unit) => ({ id: unit, name: unit })),
    capacityBasis: CAPACITY_BASES,
  };
  return choices[reads];
}

/** A value of a record as the form shows it; empty where nothing is said. */
export function formTextOf(reads: CorrectedAs, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (reads !== "aspects") return String(value);
  return (value as Parameters<typeof aspectName>[0][]).map(aspectName).join("、");
}

/** The same in the words a reader knows: what was chosen by its name. */
export function readableText(reads: CorrectedAs, text: string, place: PlaceChoices): string {
  return choicesFor(reads, place)?.find(({ id }) => id === text)?.name ?? text;
}

/** What was typed, as it is kept (undefined: nothing is said), or what is wrong with it and how to mend it. */
export type CorrectedValue = { value: unknown } | { problem: string };

/** Reads what was typed into a field, on the day `today`. */
export function correctedValue(
  { reads, isNeeded }: CorrectableField,
  typed: string,
  place: PlaceChoices,
  today: CalendarDate,
): CorrectedValue {
  const text = typed.trim();
  if (text === "") {
    if (isNeeded) return { problem: "这一项不能空着；没有这回事的，撤销这条记录。" };
    return { value: reads === "aspects" ? [] : undefined };
  }
  const [personal] = restrictedValues(text);
  if (personal !== undefined) return { problem: `写着${personal}，不能公布，请删去。` };
  const choices = choicesFor(reads, place);
  if (choices !== undefined)
    return choices.some(({ id }) => id === text)
      ? { value: reads === "yesNo" ? text === "true" : text }
      : { problem: "没有这个选项，请从列出的里选。" };
  return (READERS[reads] ?? readLine)(text, today);
}

const READERS: Partial<Record<CorrectedAs, (text: string, today: CalendarDate) => CorrectedValue>> =
  {
    paragraph: (text) => ({ value: text.replace(/\r\n/g, "\n") }),
    term: (text) => (isCalendarDate(text) ? { value: text } : NO_DAY),
    day: (text, today) => {
      if (!isCalendarDate(text)) return NO_DAY;
      return text > today ? { problem: "这一天还没有到，不能写成已经发生。" } : { value: text };
    },
    number: (text) =>
      isDecimal(text) && Number(text) > 0
        ? { value: Number(text) }
        : { problem: "要写大于0的数字，例如 12.5，不写单位。" },
    count: (text) =>
      /^[1-9]\d{0,5}$/.test(text)
        ? { value: Number(text) }
        : { problem: "要写大于0的整数，例如 2。" },
    // Real codes exist that fail their check: the reviewer is told, nothing is refused.
    creditCode: (text) =>
      /^[0-9A-Z]{15,18}$/.test(text)
        ? { value: text }
        : { problem: "代码是18位数字和大写字母（旧的15位），请对照营业执照。" },
    aspects: readAspects,
  };

const NO_DAY = { problem: "不是真实存在的日期；请写成 年-月-日，例如 2026-11-21。" };

function isDecimal(text: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text);
}

function readLine(text: string): CorrectedValue {
  if (/[\n\r]/.test(text)) return { problem: "这里写一行，不要换行。" };
  return text.length > 300 ? { problem: "最多写300字。" } : { value: text };
}

function readAspects(text: string): CorrectedValue {
  const names = text.split(/[、，,\s]+/).filter((name) => name !== "");
  const codes = names.map((name) => ASPECTS.find((entry) => entry.name === name)?.id);
  const read = aspectSchema.array().safeParse(codes);
  const all = ASPECTS.map(({ name }) => name).join("、");
  if (!read.success) return { problem: `淘汰类别只有${all}，几类的用顿号隔开。` };
  return { value: [...new Set(read.data)] };
}
