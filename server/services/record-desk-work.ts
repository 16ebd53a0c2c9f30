import { z } from "zod";
import { updateDeskWork, updatePresence } from "#db/queries/desk-work.ts";
import { addDays, calendarDate } from "#domain/calendar-date.ts";
import { type Clerk, openAtDesk, placeOf, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { listDeskMembers } from "./list-desk-members.ts";
import { problemsOf } from "./problems-of.ts";

/** How long somebody counts as looking at a tip after they last said so. */
const PRESENCE_SECONDS = 60;
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
  const { assignee, snoozedUntil } = parsed.data;
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
  const change = {
    ...(assignee === undefined ? {} : { assignee }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
  };
  await house.db.tx((queries) => updateDeskWork(queries, { tipId: tip.id, department }, change));
  return { value: { reference: tip.reference } };
}

const presenceInput = z.strictObject({ isWriting: z.boolean("请写明是不是正在填写。") });

/** Says that a clerk has a tip open, and notes the reporter's messages as read up to now. */
export async function recordPresence(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ until: string }>> {
  const parsed = presenceInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { isWriting } = parsed.data;
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  return { value: { until: await notePresence(house, clerk, opened.value, isWriting) } };
}

/**
 * Notes that a clerk has an opened tip before them, and the reporter's messages as read; gives the
 * instant until which that counts.
 */
export async function notePresence(
  house: House,
  clerk: Clerk,
  { tip, department }: TipAtDesk,
  isWriting: boolean,
): Promise<string> {
  const now = house.now();
  const expiresAt = new Date(now.getTime() + PRESENCE_SECONDS * 1000).toISOString();
  await house.db.tx(async (queries) => {
    await updatePresence(queries, { tipId: tip.id, memberId: clerk.id, isWriting, expiresAt });
    await updateDeskWork(queries, { tipId: tip.id, department }, { readAt: now.toISOString() });
  });
  return expiresAt;
}
