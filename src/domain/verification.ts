import { z } from "zod";
import { type CalendarDate, calendarDate } from "./calendar-date.ts";
import type { Problem } from "./problem.ts";
import type { TipStatus } from "./tip-status.ts";

/** What is looked at on each machine during a check on site (现场核查). */
export const MACHINE_POINTS = [
  { id: "dismantled", name: "已拆除" },
  { id: "waterCut", name: "已断水" },
  { id: "powerCut", name: "已断电" },
  { id: "driveRemoved", name: "动力装置已拆除" },
  { id: "sealed", name: "已封存" },
  { id: "canRestart", name: "能够恢复生产" },
] as const;
export type MachinePoint = (typeof MACHINE_POINTS)[number]["id"];

/** What was seen of a point; what nobody looked at is not a no. */
export const POINT_ANSWERS = [
  { id: "yes", name: "是" },
  { id: "no", name: "否" },
  { id: "unseen", name: "没有查看" },
] as const;
type PointAnswer = (typeof POINT_ANSWERS)[number]["id"];

/** A record may be written from when a check begins until what was found has been handled. */
export const VERIFIED_IN: readonly TipStatus[] = ["verification", "found", "handled"];

const LIMITS = { name: 40, line: 200, note: 1000, machines: 20 } as const;

const text = (needed: string, most: number) =>
  z.string(needed).trim().min(1, needed).max(most, `最多${most}个字，请删短一些。`);
const answer = z
  .enum(
    POINT_ANSWERS.map(({ id }) => id) as [PointAnswer, ...PointAnswer[]],
    "请选是、否或者没有查看。",
  )
  .default("unseen");

const machine = z.strictObject({
  what: text("请写明是哪台设备：登记册编号，或者名称和型号。", LIMITS.line).describe(
    "Id in the register, or a description",
  ),
  ...(Object.fromEntries(MACHINE_POINTS.map(({ id }) => [id, answer])) as Record<
    MachinePoint,
    typeof answer
  >),
  note: text("备注不能为空。", LIMITS.note).optional(),
});

/** A visit that found nothing is a record too, and says so in the same place. */
const NO_MACHINE =
  "请至少写明一台设备；现场没有设备的，在设备1写“没有发现设备”，看到的情况写在备注里。";

/** 核查记录: who looked at which machines, where and when, and what they saw. */
export const verification = z.strictObject({
  checkedOn: calendarDate.describe("Day on site, Shanghai"),
  place: text("请写明核查地点。", LIMITS.line),
  inspectors: z
    .array(text("请写明两名核查人员的姓名。", LIMITS.name), "请写明两名核查人员的姓名。")
    .length(2, "请写明两名核查人员的姓名。")
    .refine((names) => new Set(names).size === names.length, {
      path: [1],
      message: "两名核查人员不能是同一个人。",
    }),
  machines: z
    .array(machine, NO_MACHINE)
    .min(1, NO_MACHINE)
    .max(LIMITS.machines, `一份记录最多写${LIMITS.machines}台设备，其余的请另写一份。`),
});
export type Verification = z.infer<typeof verification>;

/** What is wrong with a sound record on this day. */
export function problemsOfVerification(
  { checkedOn }: Verification,
  today: CalendarDate,
): Problem[] {
  return checkedOn > today ? [{ field: "checkedOn", message: "核查日期不能在今天之后。" }] : [];
}
