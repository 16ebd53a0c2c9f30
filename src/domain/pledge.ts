import { z } from "zod";
import { type CalendarDate, calendarDate, daysBetween } from "./calendar-date.ts";
import { keepingReason } from "./closure.ts";
import type { EquipmentState } from "./equipment-state.ts";
import {
  HALF_WITHDRAWN,
  isHalfWithdrawn,
  isInForce,
  WITHDRAWAL_FIELDS,
} from "./record-withdrawal.ts";
import { id, line } from "./text.ts";

/** Front matter of `content/pledges/<jurisdiction>/<id>.md`; the body is what the firm promised. */
export const pledge = z
  .strictObject({
    id,
    enterprise: id,
    equipment: z.array(id).min(1, "承诺要写明哪些设备（equipment）"),
    signedBy: line.describe("The enterprise, never a private person"),
    signedOn: calendarDate,
    publishedOn: calendarDate,
    reasonNotDismantled: keepingReason,
    dismantleBy: calendarDate.optional().describe("限时拆除; absent when none was set"),
    provincialNotice: z
      .strictObject({ site: line, url: z.url("要写完整网址").optional(), on: calendarDate })
      .optional()
      .describe("Notice on the provincial site; absent: none was found"),
    fulfilledOn: calendarDate.optional().describe("Day the equipment was dismantled"),
    breachedOn: calendarDate.optional().describe("Day a restart was established"),
    ...WITHDRAWAL_FIELDS,
    sample: z.boolean(),
  })
  .refine((row) => !isHalfWithdrawn(row), HALF_WITHDRAWN);
export type PledgeFacts = z.infer<typeof pledge>;
/** A pledge with its text. */
export interface Pledge extends PledgeFacts {
  jurisdiction: string;
  body: string;
}

export const PLEDGE_STATES = [
  { id: "kept", name: "承诺履行中", tone: "warning" },
  { id: "fulfilled", name: "已拆除，承诺完成", tone: "done" },
  { id: "overdue", name: "逾期未拆除", tone: "danger" },
  { id: "breached", name: "查实恢复生产", tone: "danger" },
  { id: "reserved", name: "依规保留备用，不属违反承诺", tone: "neutral" },
  { id: "withdrawn", name: "已撤销", tone: "neutral" },
] as const;
export type PledgeState = (typeof PLEDGE_STATES)[number]["id"];

/** States in which a machine may lawfully stand for good: 韶关L69, coal power kept as reserve. */
const LAWFULLY_STANDING: readonly EquipmentState[] = ["reserve", "life-extended"];

/**
 * Where a pledge stands on `today`, and the days left to dismantle (negative: overdue; null where
 * no day was set). What is known of its machines overrules the dates: a line that is gone is not
 * overdue, and a lawful reserve is not a broken pledge.
 */
export function pledgeStanding(
  facts: PledgeFacts,
  today: CalendarDate,
  machines: readonly EquipmentState[] = [],
): { state: PledgeState; daysLeft: number | null } {
  if (!isInForce(facts)) return { state: "withdrawn", daysLeft: null };
  const daysLeft = facts.dismantleBy === undefined ? null : daysBetween(today, facts.dismantleBy);
  const allAre = (states: readonly EquipmentState[]) =>
    machines.length > 0 && machines.every((state) => states.includes(state));
  if (facts.breachedOn !== undefined || machines.includes("restarted"))
    return { state: "breached", daysLeft };
  if (facts.fulfilledOn !== undefined || allAre(["dismantled"]))
    return { state: "fulfilled", daysLeft };
  if (facts.reasonNotDismantled === "emergency-reserve" || allAre(LAWFULLY_STANDING))
    return { state: "reserved", daysLeft: null };
  return { state: daysLeft !== null && daysLeft < 0 ? "overdue" : "kept", daysLeft };
}

/** The table row of a pledge's state. */
export function pledgeStateOf(state: PledgeState) {
  return PLEDGE_STATES.find((entry) => entry.id === state) ?? PLEDGE_STATES[0];
}
