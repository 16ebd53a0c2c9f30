import { z } from "zod";
import { activePeriodFields, addDays, addMonths, type CalendarDate } from "./calendar-date.ts";
import { citation } from "./citation.ts";
import { id, line } from "./text.ts";
import { addWorkingDays, type WorkedOutDate, type WorkingYear } from "./working-days.ts";

/** What must happen with a tip, in order. */
export const TIP_STEPS = [
  { id: "transfer", name: "甄别并移送" },
  { id: "objection", name: "承办部门提出异议" },
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
type LimitStart = (typeof LIMIT_STARTS)[number]["id"];

export const LIMIT_UNITS = [
  { id: "working-days", name: "个工作日" },
  { id: "days", name: "日" },
  { id: "months", name: "个月" },
] as const;
type LimitUnit = (typeof LIMIT_UNITS)[number]["id"];

/** How a default is called wherever it is shown. */
export const DEFAULT_LIMIT_NOTE = "默认，不是法定期限";

/** How long one step may take. A category of its own comes before the limit for all. */
export const timeLimit = z
  .strictObject({
    id,
    step: z.enum(TIP_STEPS.map((step) => step.id) as [TipStep, ...TipStep[]]),
    length: z.int().positive().nullable().describe("null when nothing gives a number"),
    unit: z.enum(LIMIT_UNITS.map((unit) => unit.id) as [LimitUnit, ...LimitUnit[]]),
    start: z.enum(LIMIT_STARTS.map((start) => start.id) as [LimitStart, ...LimitStart[]]),
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

export interface DueQuestion {
  /** Tip category. */
  category: string;
  isNamed: boolean;
  receivedOn: CalendarDate;
  /** With central intake a desk screens first; otherwise the tip is with the desks at once. */
  isScreened: boolean;
}

/** The last day of one step; provisional where the working days of a year are not yet announced. */
export interface DueDate {
  step: TipStep;
  /** null where no number is given. */
  on: CalendarDate | null;
  isProvisional: boolean;
  isDefault: boolean;
  basis: string;
}

/**
 * What is due when, in the order of the steps. A step that begins when another ends is counted from
 * the last day of that one, so each date is the latest; Shanghai calendar days, the first not counted.
 */
export function dueDates(
  limits: readonly TimeLimit[],
  workingYears: readonly WorkingYear[],
  question: DueQuestion,
): DueDate[] {
  const received: WorkedOutDate = { on: question.receivedOn, isProvisional: false };
  const starts = new Map<LimitStart, WorkedOutDate>([["received", received]]);
  if (!question.isScreened) starts.set("transferred", received);
  return limitsFor(limits, question).map((limit) => {
    const start = starts.get(limit.start);
    const due = start === undefined ? null : endOf(limit, workingYears, start);
    const opened = due === null ? [] : (OPENED_BY[limit.step] ?? []);
    for (const next of opened) if (due !== null) starts.set(next, due);
    const { step, isDefault, basis } = limit;
    return {
      step,
      on: due?.on ?? null,
      isProvisional: due?.isProvisional ?? false,
      isDefault,
      basis,
    };
  });
}

/** The limits that hold for a tip, one a step, in the order of the steps. */
export function limitsFor(
  limits: readonly TimeLimit[],
  { category, isNamed, receivedOn, isScreened }: DueQuestion,
): TimeLimit[] {
  return TIP_STEPS.filter(({ id }) => isScreened || id !== "transfer").flatMap(({ id }) => {
    const found = limits.filter(
      (limit) =>
        limit.step === id &&
        limit.activeFrom <= receivedOn &&
        (limit.activeTo === undefined || receivedOn < limit.activeTo) &&
        (isNamed || !limit.isNamedOnly) &&
        (limit.categories.length === 0 || limit.categories.includes(category)),
    );
    return found.toSorted((a, b) => b.categories.length - a.categories.length).slice(0, 1);
  });
}

/** `10个工作日`; null where no number is given. */
export function lengthText({ length, unit }: TimeLimit): string | null {
  if (length === null) return null;
  return `${length}${LIMIT_UNITS.find((entry) => entry.id === unit)?.name ?? unit}`;
}

/** Which starts the end of a step opens. */
const OPENED_BY: Partial<Record<TipStep, readonly LimitStart[]>> = {
  transfer: ["transferred"],
  verification: ["verification-due", "verified"],
};

function endOf(
  { length, unit }: TimeLimit,
  workingYears: readonly WorkingYear[],
  start: WorkedOutDate,
): WorkedOutDate | null {
  if (length === null) return null;
  const ends: Record<LimitUnit, () => WorkedOutDate> = {
    "working-days": () => addWorkingDays(workingYears, start.on, length),
    days: () => ({ on: addDays(start.on, length), isProvisional: false }),
    months: () => ({ on: addMonths(start.on, length), isProvisional: false }),
  };
  const end = ends[unit]();
  return { on: end.on, isProvisional: start.isProvisional || end.isProvisional };
}
