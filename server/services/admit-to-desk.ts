import type { Queries } from "#db/database.ts";
import {
  type DeskKeyHolderRow,
  insertHoldings,
  listDeskKeys,
  listHoldingsOf,
} from "#db/queries/desk-key-holders.ts";
import { findMember, listRolesOf, type MemberRow, updateMember } from "#db/queries/members.ts";
import { appendStaffEvent, type NewStaffEvent } from "#db/queries/staff-events.ts";
import { isOfGroup, mayManageKey, OFFICE } from "#domain/office.ts";
import type { StaffAct } from "#domain/staff-event.ts";
import { sealTo } from "#server/secrets/sealing.ts";
import { confirmationBar } from "./confirm-member.ts";
import type { DeskOpener } from "./desk.ts";
import { type DeskName, deskKeyOf } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { grantOf, type StaffSession } from "./staff-session.ts";
import { listDueTransfer } from "./transfer-tips.ts";

/** Whoever hands over a desk's key: a member by id, or the console with the recovery passphrase. */
export interface KeyGiver {
  actor: string;
  opener: DeskOpener;
  usesRecovery: boolean;
}

/**
 * A lead of a desk hands its key to a member who has a role there; not while the desk holds tips
 * that reporters keep from the people of a department it took over.
 */
export async function admitToDesk(
  house: House,
  session: StaffSession,
  desk: DeskName,
  memberId: string,
): Promise<Outcome<{ memberId: string }>> {
  if (!mayManageKey(session.member, desk)) return NOT_THERE;
  const { heir, references } = await listDueTransfer(house, desk);
  if (heir === null && references.length > 0) return FIRST_TRANSFER;
  const { member, opener } = session;
  return await giveDeskKey(
    house,
    { actor: member.id, opener, usesRecovery: false },
    desk,
    memberId,
  );
}

/**
 * Seals every version of a desk's key to a member. One who was reset is confirmed by it: whoever
 * hands over the key has seen them.
 */
export async function giveDeskKey(
  house: House,
  giver: KeyGiver,
  desk: DeskName,
  memberId: string,
): Promise<Outcome<{ memberId: string }>> {
  const member = await findMember(house.db.read, memberId);
  if (member === undefined || !(await hasRoleAt(house, memberId, desk))) return NO_ROLE;
  if (member.publicKey === null || !["active", "confirming"].includes(member.state)) {
    return NO_KEY_YET;
  }
  if (member.id === giver.actor && !giver.usesRecovery) return OWN_KEY;
  const isReset = member.state === "confirming";
  const bar = isReset ? await confirmationBar(house, memberId, giver.actor) : null;
  if (bar !== null) return bar;
  await deskKeyOf(house, desk);
  const keys = await listDeskKeys(house.db.read, desk);
  const givenAt = house.now().toISOString();
  const holdings: DeskKeyHolderRow[] = [];
  for (const { id } of keys) {
    const pair = await giver.opener(id);
    if (pair === null) return NOT_HELD;
    const sealed = sealTo(member.publicKey, pair.privateKey);
    const row = { id: `${id}/${memberId}`, deskKeyId: id, memberId, sealed, givenAt };
    holdings.push({ ...row, givenBy: giver.actor });
  }
  return await house.db.tx(async (queries) => {
    const isSame = (await listDeskKeys(queries, desk)).length === keys.length;
    if (!isSame || !isStill(member, await findMember(queries, memberId))) return CHANGED;
    // Before the look at what they hold, so that two who hand over at once do so in turn.
    await updateMember(queries, member, { state: "active" });
    if (await holdsOtherHalf(queries, memberId, desk)) return BOTH_HALVES;
    await insertHoldings(queries, holdings);
    for (const act of actsOf(giver, member)) {
      const event: NewStaffEvent = { at: givenAt, act, actor: giver.actor, memberId };
      const detail = act === "recovery-used" ? { detail: "交付部门钥匙" } : {};
      await appendStaffEvent(queries, { ...event, ...desk, ...detail });
    }
    return { value: { memberId } };
  });
}

function actsOf({ usesRecovery }: KeyGiver, member: MemberRow): StaffAct[] {
  return [
    ...(usesRecovery ? (["recovery-used"] as const) : []),
    ...(member.state === "confirming" ? (["confirmed"] as const) : []),
    "key-given",
  ];
}

async function hasRoleAt(house: House, memberId: string, desk: DeskName): Promise<boolean> {
  const roles = await listRolesOf(house.db.read, memberId);
  return roles.some((role) => isOfGroup(grantOf(role), desk));
}

/**
 * Whether somebody holds the other half: of one place nobody has the key of a desk and that of the
 * office, or they could read names alone.
 */
async function holdsOtherHalf(
  queries: Queries,
  memberId: string,
  { jurisdiction, department }: DeskName,
): Promise<boolean> {
  const held = await listHoldingsOf(queries, memberId);
  return held.some(({ deskKeyId }) => {
    const [place, group] = deskKeyId.split("/");
    return place === jurisdiction && (group === OFFICE) !== (department === OFFICE);
  });
}

/** A reset in between means another key. */
function isStill(before: MemberRow, now: MemberRow | undefined): boolean {
  const isSameKey = before.publicKey !== null && now?.publicKey?.equals(before.publicKey) === true;
  return isSameKey && now?.state === before.state;
}

const NOT_THERE = refuse("not-found", [{ field: "desk", message: "没有这个部门。" }]);
const NO_ROLE = refuse("conflict", [
  { field: "member", message: "这位成员在本部门没有岗位。请管理员先安排岗位。" },
]);
const NO_KEY_YET = refuse("conflict", [
  { field: "member", message: "这位成员还没有用邀请码设置密码，或者已停用。" },
]);
const OWN_KEY = refuse("conflict", [
  { field: "member", message: "不能给自己交付钥匙；请部门的另一位负责人交付。" },
]);
const FIRST_TRANSFER = refuse("conflict", [
  {
    field: "desk",
    message: "有举报人要求回避已并入本部门的单位，请先移交这些举报，再向新成员交付钥匙。",
  },
]);
const NOT_HELD = refuse("conflict", [
  { field: "desk", message: "您没有这个部门的钥匙。请持有钥匙的负责人交付，或者使用恢复口令。" },
]);
const BOTH_HALVES = refuse("conflict", [
  {
    field: "member",
    message:
      "同一个人不能既持有部门钥匙又持有统筹钥匙，否则一个人就能看到举报人的姓名。请先撤回他持有的另一把。",
  },
]);
const CHANGED = refuse("conflict", [
  { field: "member", message: "成员或者部门钥匙刚刚有变动，请刷新后再办。" },
]);
