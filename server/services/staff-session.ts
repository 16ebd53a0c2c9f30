import { findHolding } from "#db/queries/desk-key-holders.ts";
import { findDeskKeyById } from "#db/queries/desk-keys.ts";
import { findMember, listRolesOf, type MemberRoleRow } from "#db/queries/members.ts";
import {
  findSession,
  type SessionEnds,
  type StaffSessionRow,
  updateSession,
} from "#db/queries/staff-sessions.ts";
import { type Grant, mayDo, type StaffRole } from "#domain/staff-role.ts";
import { unlockWithCookie } from "#server/secrets/member-keys.ts";
import { CannotOpen, type KeyPair, macOf, unsealWith } from "#server/secrets/sealing.ts";
import type { Clerk, DeskOpener } from "./desk.ts";
import type { House } from "./house.ts";

const MINUTE = 60_000;
/** A session that is not used ends after this many minutes, and every one after a working day. */
export const SESSION_MINUTES = { idle: 30, longest: 12 * 60 } as const;
/** How often using it is written down. */
const SEEN_EVERY = MINUTE;

/** Somebody who has signed in with both steps, for one request. */
export interface StaffSession {
  id: string;
  startedAt: string;
  member: SignedInMember;
  /** The member's own key; it is in memory for this request alone. */
  pair: KeyPair;
  /** Opens the desk keys the member holds. */
  opener: DeskOpener;
  /** The member as somebody who acts at desks. */
  clerk: Clerk;
  /** The roles behind the grants, with since when. */
  roles: readonly MemberRoleRow[];
}

export interface SignedInMember {
  id: string;
  account: string;
  name: string;
  grants: readonly Grant[];
}

/**
 * Opens the session of a cookie, and notes that it is used unless `isUse` is false; null when there
 * is none any more.
 */
export async function openStaffSession(
  house: House,
  cookie: string,
  isUse = true,
): Promise<StaffSession | null> {
  const row = await findSessionOf(house, cookie);
  if (row === undefined || !row.isOpen) return null;
  const member = await findMember(house.db.read, row.memberId);
  if (member?.state !== "active" || member.publicKey === null) return null;
  const privateKey = openWithCookie(row, cookie);
  if (privateKey === null) return null;
  const now = house.now();
  if (isUse && now.getTime() - Date.parse(row.seenAt) >= SEEN_EVERY) {
    const seenAt = now.toISOString();
    await house.db.tx((queries) => updateSession(queries, row.id, { seenAt }));
  }
  const pair = { publicKey: member.publicKey, privateKey };
  const { id, account, name } = member;
  const roles = await listRolesOf(house.db.read, id);
  const signedIn = { id, account, name, grants: roles.map(grantOf) };
  const opener = memberOpener(house, id, pair);
  const may: Clerk["may"] = (permission, place) => mayDo(signedIn, permission, place);
  const clerk = { id, opener, own: pair, may };
  return { id: row.id, startedAt: row.startedAt, member: signedIn, pair, opener, clerk, roles };
}

/** The session row of a cookie, open or waiting for the second step, unless it is over. */
export async function findSessionOf(house: House, cookie: string) {
  if (cookie === "") return undefined;
  return await findSession(house.db.read, sessionIdOf(house, cookie), sessionEnds(house));
}

/** Under what a session is kept: a MAC of the cookie, so the table signs nobody in. */
export function sessionIdOf(house: House, cookie: string): string {
  return macOf(house.staff.key, "session", cookie);
}

/** The instants before which sessions are over now. */
export function sessionEnds(house: House): SessionEnds {
  const now = house.now();
  return {
    now: now.toISOString(),
    idleSince: new Date(now.getTime() - SESSION_MINUTES.idle * MINUTE).toISOString(),
  };
}

/** The private key in a session; null when the cookie does not open it. */
export function openWithCookie(row: StaffSessionRow, cookie: string): Uint8Array | null {
  try {
    return unlockWithCookie(cookie, row.id, row.sealedPrivateKey);
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

/** Opens desk keys with the copies that are sealed to a member. */
export function memberOpener(house: House, memberId: string, pair: KeyPair): DeskOpener {
  return async (deskKeyId) => {
    const held = await findHolding(house.db.read, deskKeyId, memberId);
    const key = held && (await findDeskKeyById(house.db.read, deskKeyId));
    if (held === undefined || key === undefined) return null;
    return { publicKey: key.publicKey, privateKey: unsealWith(pair, held.sealed) };
  };
}

/** A role row as the domain speaks of it. */
export function grantOf({ role, jurisdiction, department, area }: MemberRoleRow): Grant {
  return {
    role: role as StaffRole,
    jurisdiction: jurisdiction ?? undefined,
    department: department ?? undefined,
    area: area ?? undefined,
  };
}
