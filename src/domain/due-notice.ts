import { addDays, type CalendarDate } from "./calendar-date.ts";
import { daysToTask } from "./support-task.ts";
import { TIP_STEPS } from "./time-limit.ts";
import { isOpen, type StepClock } from "./tip-clock.ts";
import { countWorkingDays, type WorkingYear } from "./working-days.ts";

/** When a desk is reminded of a step, in the order of urgency. */
export const DUE_STAGES = [
  { id: "overdue", name: "已超期" },
  { id: "today", name: "今天到期" },
  { id: "soon", name: "快到期" },
] as const;
export type DueStage = (typeof DUE_STAGES)[number]["id"];

/** What a desk is reminded of: the steps that have limits, and what another desk asked it to do. */
export const DUE_STEPS = [...TIP_STEPS, { id: "task", name: "完成配合事项" }] as const;
export type DueStep = (typeof DUE_STEPS)[number]["id"];

/** Defaults of this register (默认): no programme says when to remind, or whom after that. */
export const REMINDING = {
  /** Working days before the last day. */
  before: 2,
  /** Working days overdue, from which the coordinating body is told as well. */
  coordinatorAfter: 3,
  /** Shanghai hour from which the day's notices go out. */
  fromHour: 8,
} as const;

export interface Due {
  stage: DueStage;
  /** Working days left, or overdue when the stage says so. */
  workingDays: number;
}

/** Whether and how urgently a clock is due on `today`; null when nobody need be reminded. */
export function dueStage(
  clock: StepClock,
  workingYears: readonly WorkingYear[],
  today: CalendarDate,
): Due | null {
  if (!isOpen(clock) || clock.state === "paused" || clock.dueOn === null) return null;
  if (clock.state === "overdue") return { stage: "overdue", workingDays: clock.lateBy };
  if (clock.dueOn === today) return { stage: "today", workingDays: 0 };
  const { days } = countWorkingDays(workingYears, addDays(today, 1), addDays(clock.dueOn, 1));
  return days <= REMINDING.before ? { stage: "soon", workingDays: days } : null;
}

/** The same for what a supporting desk was asked to do until a day; its clock never stops. */
export function taskStage(
  dueOn: CalendarDate,
  workingYears: readonly WorkingYear[],
  today: CalendarDate,
): (Due & { isProvisional: boolean }) | null {
  const { daysLeft, isProvisional } = daysToTask(workingYears, dueOn, today);
  if (dueOn < today) return { stage: "overdue", workingDays: -daysLeft, isProvisional };
  if (dueOn === today) return { stage: "today", workingDays: 0, isProvisional };
  if (daysLeft > REMINDING.before) return null;
  return { stage: "soon", workingDays: daysLeft, isProvisional };
}

/** 还有2个工作日、今天到期、已超期3个工作日. */
export function dueSentence({ stage, workingDays }: Due): string {
  if (stage === "today") return "今天到期";
  if (stage === "soon") return workingDays > 0 ? `还有${workingDays}个工作日` : "快到期";
  return workingDays > 0 ? `已超期${workingDays}个工作日` : "已超期";
}

/** Whether the coordinating body is told too. */
export function isForCoordinator({ stage, workingDays }: Due): boolean {
  return stage === "overdue" && workingDays >= REMINDING.coordinatorAfter;
}

/** Whether notices go out at an instant: on working days, from the hour on, Shanghai time. */
export function isNoticeTime(workingYears: readonly WorkingYear[], instant: Date): boolean {
  const shanghai = new Date(instant.getTime() + 8 * 3_600_000);
  const today = shanghai.toISOString().slice(0, 10);
  const isWorked = countWorkingDays(workingYears, today, addDays(today, 1)).days === 1;
  return isWorked && shanghai.getUTCHours() >= REMINDING.fromHour;
}
