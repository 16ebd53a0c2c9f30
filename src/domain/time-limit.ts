import { z } from "zod";
import {
  activePeriodFields,
  addDays,
  addMonths,
  type CalendarDate,
  isActive,
} from "./calendar-date.ts";
import { citation } from "./citation.ts";
import { id, line } from "./text.ts";
import { addWorkingDays, type WorkedOutDate, type WorkingYear } from "./working-days.ts";

/** What must happen with a tip, in order. */
export const TIP_STEPS = [
  { id: "transfer", name: "甄别并移送" },
  { id: "objection", name: "承办部门确认是否归它办" },
  { id: "verification", name: "核查并反馈" },
  { id: "extension", name: "延长核查" },
  { id: "reply", name: "答复实名举报人" },
] as const;
export type TipStep = (typeof TIP_STEPS)[number]["id"];

/** From what a limit counts. */
export const LIMIT_STARTS = [
  { id: "received", name: "收到举报" },
  { id: "transferred", name: "收到移送" },
  { id: "verification-due", name: "核查到期" },
  { id: "verified", name: "核查有了结果" },
] as const;
export type LimitStart = (typeof LIMIT_STARTS)[number]["id"];

export const LIMIT_UNITS = [
  { id: "working-days", name: "个工作日" },
  { id: "days", name: "日" },
  { id: "months", name: "个月" },
] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number]["id"];

/** How a default is called wherever it is shown. */
export const DEFAULT_LIMIT_NOTE = "默认，不是法定期限";

/** How long one step may take. The narrower limit comes first: place, category, named reporter. */
export const timeLimit = z
  .strictObject({
    id,
    step: z.enum(TIP_STEPS.map((step) => step.id) as [TipStep, ...TipStep[]]),
    length: z.int().positive().nullable().describe("null when nothing gives a number"),
    unit: z.enum(LIMIT_UNITS.map((unit) => unit.id) as [LimitUnit, ...LimitUnit[]]),
    start: z.enum(LIMIT_STARTS.map((start) => start.id) as [LimitStart, ...LimitStart[]]),
    jurisdictions: z.array(id).default([]).describe("Only in these places; empty means all"),
    categories: z.array(id).default([]).describe("Only for these tip categories; empty means all"),
    isNamedOnly: z.boolean().default(false).describe("Only where the reporter gave a name"),
    isDefault: z.boolean().describe("True when this site sets it; shown as 默认，不是法定期限"),
    basis: line.describe("Where the number comes from, in a sentence"),
    cites: z.array(citation).default([]).describe("Document or law with its article"),
    ...activePeriodFields,
  })
  .refine((limit) => limit.isDefault || limit.cites.length > 0, {
    path: ["cites"],
    message: "不是默认的期限要写明出处（cites）",
  });
export type TimeLimit = z.infer<typeof timeLimit>;

/** `content/time-limits.yaml`. */
export const timeLimits = z.array(timeLimit);

/** What decides which limit holds for a step of a tip. */
export interface LimitQuestion {
  jurisdiction: string;
  /** Tip category. */
  category: string;
  isNamed: boolean;
  /** Day on which the step starts; its limit stays, whatever is decided later. */
  on: CalendarDate;
}

/** The narrowest limit that holds for a step; undefined where none does. */
export function limitFor(
  limits: readonly TimeLimit[],
  step: TipStep,
  { jurisdiction, category, isNamed, on }: LimitQuestion,
): TimeLimit | undefined {
  const covers = (only: readonly string[], value: string) =>
    only.length === 0 || only.includes(value);
  const found = limits.filter(
    (limit) =>
      limit.step === step &&
      isActive(limit, on) &&
      covers(limit.jurisdictions, jurisdiction) &&
      covers(limit.categories, category) &&
      (isNamed || !limit.isNamedOnly),
  );
  return found.toSorted((a, b) => narrowness(b) - narrowness(a))[0];
}

function narrowness({ jurisdictions, categories, isNamedOnly }: TimeLimit): number {
  return (
    (jurisdictions.length > 0 ? 4 : 0) + (categories.length > 0 ? 2 : 0) + (isNamedOnly ? 1 : 0)
  );
}

/** The limits that hold for a tip received on `on`, one a step, in the order of the steps. */
export function limitsFor(
  limits: readonly TimeLimit[],
  { isScreened, ...question }: LimitQuestion & { isScreened: boolean },
): TimeLimit[] {
  return TIP_STEPS.filter(({ id }) => isScreened || id !== "transfer").flatMap(
    ({ id }) => limitFor(limits, id, question) ?? [],
  );
}

/** `10个工作日`; null where no number is given. */
export function lengthText({ length, unit }: TimeLimit): string | null {
  if (length === null) return null;
  return `${length}${LIMIT_UNITS.find((entry) => entry.id === unit)?.name ?? unit}`;
}

/** The last day of a limit that counts from `start`; null where no number is given. */
export function endOf(
  { length, unit }: TimeLimit,
  workingYears: readonly WorkingYear[],
  start: CalendarDate,
): WorkedOutDate | null {
  if (length === null) return null;
  if (unit === "working-days") return addWorkingDays(workingYears, start, length);
  return { on: (unit === "days" ? addDays : addMonths)(start, length), isProvisional: false };
}
