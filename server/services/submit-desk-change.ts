import { randomUUID } from "node:crypto";
import { insertDeskChange, listDeskChanges } from "#db/queries/desk-changes.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { dayText, shanghaiDate } from "#domain/calendar-date.ts";
import { concernSame, type DeskChange, deskChange } from "#domain/desk-change.ts";
import type { Problem } from "#domain/problem.ts";
import { mayDo } from "#domain/staff-role.ts";
import {
  concernedBy,
  type DeskChangePlan,
  NO_DESK_CHANGE,
  planOfDeskChange,
  storedChange,
} from "./desk-change.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import type { SignedInMember } from "./staff-session.ts";

/** What would follow from a change, before anybody has proposed it. */
export async function viewDeskChangePlan(
  house: House,
  member: SignedInMember,
  input: unknown,
): Promise<Outcome<DeskChangePlan & { change: DeskChange }>> {
  const parsed = deskChange.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const change = parsed.data;
  const { jurisdiction } = change;
  if (!mayDo(member, "manageDesks", { jurisdiction })) return NO_DESK_CHANGE;
  const plan = await planOfDeskChange(house, change);
  const problems = [...plan.problems, ...(await rivalProblems(house, change))];
  if (problems.length > 0) return refuse("invalid", problems);
  return { value: { ...plan, change } };
}

/** Proposes a change of departments or responsibilities; a second person decides. */
export async function submitDeskChange(
  house: House,
  member: SignedInMember,
  input: unknown,
): Promise<Outcome<{ id: string }>> {
  const planned = await viewDeskChangePlan(house, member, input);
  if (!("value" in planned)) return planned;
  const { change } = planned.value;
  const id = randomUUID();
  const at = house.now().toISOString();
  const { jurisdiction } = change;
  const row = { id, jurisdiction, change: JSON.stringify(change), submittedBy: member.id };
  await house.db.tx(async (queries) => {
    await insertDeskChange(queries, { ...row, submittedAt: at });
    for (const of of concernedBy(change)) {
      const event = { at, act: "desk-change-submitted", actor: member.id, detail: id } as const;
      await appendStaffEvent(queries, { ...event, ...of });
    }
  });
  return { value: { id } };
}

/** Of two that wait about one thing only one can be agreed to; the first is decided before. */
async function rivalProblems(house: House, change: DeskChange): Promise<Problem[]> {
  const rows = await listDeskChanges(house.db.read, [change.jurisdiction]);
  return rows
    .filter((row) => row.stage === "submitted" && concernSame(storedChange(row), change))
    .map(({ submittedAt }) => ({
      field: "",
      message: `${dayText(shanghaiDate(new Date(submittedAt)))}提出的一件调整说的是同一个部门或者同一条分工，还在等待审核。请先办完那一件，或者收回以后再提出。`,
    }));
}
