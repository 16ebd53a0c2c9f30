import type { DeskDue, RoutedDesk } from "./routed-desk.ts";
import { DEFAULT_LIMIT_NOTE, TIP_STEPS, type TipStep } from "./time-limit.ts";
import { clockOfStep, isOpen, type StepClock } from "./tip-clock.ts";

/** What the desk in charge does, in this order; those beside it work to the date of the result. */
const IN_CHARGE: readonly TipStep[] = ["transfer", "verification", "reply"];
const BESIDE: readonly TipStep[] = ["verification"];

/** The steps a desk of this role answers for from the filing on. */
export function stepOfRole(role: RoutedDesk["role"]): TipStep {
  return role === "screening" ? "transfer" : "verification";
}

/** The steps a desk answers for by its place among the desks of a tip; the first is in charge. */
export function stepsAt(place: number): readonly TipStep[] {
  return place === 0 ? IN_CHARGE : BESIDE;
}

/** Desks with the last day of what each must do next; without a number, or when done, none. */
export function withClocks(
  desks: readonly RoutedDesk[],
  clocks: readonly StepClock[],
): RoutedDesk[] {
  return desks.map(({ dueOn: _on, due: _due, ...desk }, place): RoutedDesk => {
    const next = stepsAt(place)
      .map((step) => clockOfStep(clocks, step))
      .find((clock) => clock !== undefined && (isOpen(clock) || clock.state === "expected"));
    if (next === undefined || next.dueOn === null) return desk;
    const { step, state, dueOn, isProvisional, isDefault, basis, lateBy, extension } = next;
    const extendedTo = extension?.to ?? null;
    return {
      ...desk,
      dueOn,
      due: { step, state, isProvisional, isDefault, basis, lateBy, extendedTo },
    };
  });
}

/** What the date of a desk is for: 核查并反馈. */
export function dueName({ step }: DeskDue): string {
  return TIP_STEPS.find(({ id }) => id === step)?.name ?? step;
}

/** What has to be said beside the date of a desk. */
export function dueNotes(due: DeskDue): string[] {
  const { isDefault, extendedTo, state, lateBy, isProvisional } = due;
  return [
    ...(isDefault ? [DEFAULT_LIMIT_NOTE] : []),
    ...(extendedTo === null ? [] : ["已延长"]),
    ...(state === "paused" ? ["等举报人回复，暂停计算"] : []),
    ...(state === "overdue" ? [lateBy > 0 ? `已超期${lateBy}个工作日` : "已超期"] : []),
    ...(isProvisional ? ["次年放假安排还没有公布，日期可能调整"] : []),
  ];
}
