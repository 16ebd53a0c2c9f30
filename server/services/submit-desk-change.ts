import { randomUUID } from "node:crypto";
import { insertDeskChange } from "#db/queries/desk-changes.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { type DeskChange, deskChange } from "#domain/desk-change.ts";
import { mayDo } from "#domain/staff-role.ts";
import {
  concernedBy,
  type DeskChangePlan,
  NO_DESK_CHANGE,
  planOfDeskChange,
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
  if (plan.problems.length > 0) return refuse("invalid", plan.problems);
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
