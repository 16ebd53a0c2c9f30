import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { deleteSession, listSessions } from "#db/queries/staff-sessions.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { findSessionOf, type StaffSession, sessionEnds } from "./staff-session.ts";

/** Ends the session of a cookie, open or between its two steps. */
export async function signOut(house: House, cookie: string): Promise<void> {
  const row = await findSessionOf(house, cookie);
  if (row === undefined) return;
  const at = house.now().toISOString();
  const { memberId } = row;
  await house.db.tx(async (queries) => {
    if (!(await deleteSession(queries, row)) || !row.isOpen) return;
    await appendStaffEvent(queries, { at, act: "signed-out", actor: memberId, memberId });
  });
}

/** Where a member is signed in. */
export interface SessionView {
  id: string;
  startedAt: string;
  seenAt: string;
  isThisOne: boolean;
}

/** The open sessions of whoever asks. */
export async function listOwnSessions(house: House, session: StaffSession): Promise<SessionView[]> {
  const rows = await listSessions(house.db.read, session.member.id, sessionEnds(house));
  return rows.map(({ id, startedAt, seenAt }) => ({
    id,
    startedAt,
    seenAt,
    isThisOne: id === session.id,
  }));
}

/** A member ends one of the own sessions. */
export async function closeSession(
  house: House,
  session: StaffSession,
  id: string,
): Promise<Outcome<{ id: string }>> {
  const memberId = session.member.id;
  const at = house.now().toISOString();
  const isEnded = await house.db.tx(async (queries) => {
    if (!(await deleteSession(queries, { id, memberId }))) return false;
    await appendStaffEvent(queries, { at, act: "session-ended", actor: memberId, memberId });
    return true;
  });
  if (isEnded) return { value: { id } };
  return refuse("not-found", [{ field: "session", message: "这处登录已经结束。" }]);
}
