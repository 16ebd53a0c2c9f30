import { z } from "zod";
import { type DeskWorkRow, findDeskWork, updateDeskWork } from "#db/queries/desk-work.ts";
import { addDays, calendarDate } from "#domain/calendar-date.ts";
import type { Problem } from "#domain/problem.ts";
import { type Clerk, openAtDesk, placeOf } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { listDeskMembers, listMemberNames } from "./list-desk-members.ts";
import { problemsOf } from "./problems-of.ts";

/** Longer than this nobody may lay a tip aside; its clock goes on all the while. */
const SNOOZE_DAYS = 30;

export const deskWorkInput = z.strictObject({
  assignee: z
    .string()
    .max(80, "没有这位成员。")
    .nullable()
    .optional()
    .describe("Member id; null for nobody"),
  snoozedUntil: calendarDate.nullable().optional().describe("Shanghai; null to take it up again"),
  seen: z
    .strictObject({
      assignee: z.string().nullable().optional(),
      snoozedUntil: z.string().nullable().optional(),
    })
    .optional()
    .describe("What stood there; refused when somebody has written something else since"),
});

/**
 * Notes who of a desk has a tip in hand, or until when it rests. Neither stops a clock, and the
 * reporter is told nothing. It can be given to those who may read it at the same desk.
 */
export async function recordDeskWork(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ reference: string }>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const parsed = deskWorkInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { assignee, snoozedUntil, seen } = parsed.data;
  const { tip, department } = opened.value;
  const members = await listDeskMembers(house, placeOf(tip, department));
  const isColleague = assignee === clerk.id || members.some(({ id }) => id === assignee);
  const today = house.today();
  const problems = [
    ...(assignee && !isColleague
      ? [{ field: "assignee", message: "这位成员不在本部门，请从名单里选。" }]
      : []),
    ...(snoozedUntil && (snoozedUntil <= today || snoozedUntil > addDays(today, SNOOZE_DAYS))
      ? [{ field: "snoozedUntil", message: `请选今天以后、${SNOOZE_DAYS}天以内的日期。` }]
      : []),
  ];
  if (problems.length > 0) return refuse("invalid", problems);
  const work = await findDeskWork(house.db.read, tip.id, department);
  const overtaken = await overtakenBy(house, seen ?? {}, work);
  if (overtaken.length > 0) return refuse("conflict", overtaken);
  const change = {
    ...(assignee === undefined ? {} : { assignee }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
  };
  await house.db.tx((queries) => updateDeskWork(queries, { tipId: tip.id, department }, change));
  return { value: { reference: tip.reference } };
}

/** What stands there now, where it is not what whoever writes has seen. */
async function overtakenBy(
  house: House,
  seen: { assignee?: string | null | undefined; snoozedUntil?: string | null | undefined },
  work: DeskWorkRow | undefined,
): Promise<Problem[]> {
  const { assignee = null, snoozedUntil = null } = work ?? {};
  const names = await listMemberNames(house);
  const given = names.find(({ id }) => id === assignee)?.name;
  const said = {
    assignee: given ? `刚刚有人把这件举报交给了${given}` : "刚刚有人改成了不分派",
    snoozedUntil: snoozedUntil ? `刚刚有人暂缓到了${snoozedUntil}` : "刚刚有人取消了暂缓",
  };
  const now = { assignee, snoozedUntil };
  return (["assignee", "snoozedUntil"] as const)
    .filter((field) => seen[field] !== undefined && seen[field] !== now[field])
    .map((field) => ({ field, message: `${said[field]}，您的没有保存；还要改的，请再提交一次。` }));
}
