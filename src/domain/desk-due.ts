import type { DueDate } from "./due-date.ts";
import type { DeskRole, RoutedDesk } from "./routed-desk.ts";
import type { TipStep } from "./time-limit.ts";

/** What each role answers for; who supports works to the date of who leads. */
const STEP_OF_ROLE: Readonly<Record<DeskRole, TipStep>> = {
  screening: "transfer",
  lead: "verification",
  supporting: "verification",
};

/** The step a desk of this role answers for. */
export function stepOfRole(role: DeskRole): TipStep {
  return STEP_OF_ROLE[role];
}

/** Desks with the last day of what each must do; without a number a desk has no day. */
export function withDueDates(
  desks: readonly RoutedDesk[],
  dates: readonly DueDate[],
): readonly RoutedDesk[] {
  return desks.map((desk) => {
    const due = dates.find((date) => date.step === STEP_OF_ROLE[desk.role]);
    if (due === undefined || due.on === null) return desk;
    const { on, isProvisional, isDefault, basis } = due;
    return { ...desk, dueOn: on, due: { isProvisional, isDefault, basis } };
  });
}
