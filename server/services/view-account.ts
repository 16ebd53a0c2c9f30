import { countRecoveryCodes, listFactors } from "#db/queries/member-factors.ts";
import { listMembers } from "#db/queries/members.ts";
import { listEventsOfMember, type StaffEventRow } from "#db/queries/staff-events.ts";
import { ACTOR_ON_CONSOLE, STAFF_ACTS } from "#domain/staff-event.ts";
import type { House } from "./house.ts";
import { listOwnSessions } from "./sign-out.ts";
import type { StaffSession } from "./staff-session.ts";

const EVENTS_SHOWN = 30;

/** What happened to an account or a desk, as people read it. */
export interface StaffEventView {
  at: string;
  act: string;
  actor: string;
  member: string | null;
  detail: string | null;
}

/** A member's own account: where signed in, second factors, codes left, what happened. */
export async function viewAccount(house: House, session: StaffSession) {
  const { id } = session.member;
  const factors = await listFactors(house.db.read, id);
  return {
    sessions: await listOwnSessions(house, session),
    factors: factors.map(({ id: factor, kind, name, madeAt }) => ({
      id: factor,
      kind,
      name,
      madeAt,
    })),
    codesLeft: await countRecoveryCodes(house.db.read, id),
    events: await readable(house, await listEventsOfMember(house.db.read, id, EVENTS_SHOWN)),
  };
}

/** Events with the names of acts and people. */
export async function readable(
  house: House,
  events: readonly StaffEventRow[],
): Promise<StaffEventView[]> {
  const names = new Map((await listMembers(house.db.read)).map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => (id === ACTOR_ON_CONSOLE ? "服务器命令" : (names.get(id) ?? id));
  return events.map(({ at, act, actor, memberId, detail }) => ({
    at,
    act: STAFF_ACTS.find(({ id }) => id === act)?.name ?? act,
    actor: nameOf(actor),
    member: memberId === null || memberId === actor ? null : nameOf(memberId),
    detail,
  }));
}
