import PQueue from "p-queue";
import { z } from "zod";
import { listDeskKeys, listHolders } from "#db/queries/desk-key-holders.ts";
import { appendStaffEvent, countEventsOfMember } from "#db/queries/staff-events.ts";
import { mayManageKey } from "#domain/office.ts";
import { tryRecovery } from "#server/secrets/recovery.ts";
import { giveDeskKey } from "./admit-to-desk.ts";
import { openerWith } from "./desk.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import type { StaffSession } from "./staff-session.ts";

/** Wrong passphrases that a member has in an hour; they stand in the record, so a restart forgets none. */
const WRONG = { most: 5, milliseconds: 3_600_000 } as const;
/** Each takes 64 MiB and a quarter of a second: one after the other, and no long line. */
const WAITING = 8;

const claim = z.strictObject({
  passphrase: z
    .string("请输入恢复口令。")
    .trim()
    .min(1, "请输入恢复口令。")
    .max(200, "恢复口令没有这么长，请核对。"),
});

export type OpenDesk = (
  house: House,
  session: StaffSession,
  desk: DeskName,
  input: unknown,
) => Promise<Outcome<{ memberId: string }>>;

/**
 * The first lead of a desk takes over its key with the recovery passphrase, while nobody else holds
 * it. That the passphrase was used, or was wrong, is on record. One process tries one at a time.
 */
export function deskOpening(): OpenDesk {
  const line = new PQueue({ concurrency: 1 });
  return async (house, session, desk, input) => {
    if (!mayManageKey(session.member, desk)) return NOT_THERE;
    const parsed = claim.safeParse(input);
    if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
    if (await hasHolder(house, desk)) return HELD;
    if (line.size >= WAITING) return BUSY;
    return await line.add(() => openDesk(house, session, desk, parsed.data.passphrase));
  };
}

async function openDesk(
  house: House,
  { member }: StaffSession,
  desk: DeskName,
  passphrase: string,
): Promise<Outcome<{ memberId: string }>> {
  const since = new Date(house.now().getTime() - WRONG.milliseconds).toISOString();
  const asked = { memberId: member.id, act: "recovery-refused", since } as const;
  const wrong = await countEventsOfMember(house.db.read, asked);
  if (wrong >= WRONG.most) return TOO_MANY;
  const recovery = await tryRecovery(house.keyring.recovery, passphrase);
  if (recovery === null) {
    const at = house.now().toISOString();
    const event = { at, act: "recovery-refused", actor: member.id, memberId: member.id } as const;
    await house.db.tx((queries) => appendStaffEvent(queries, { ...event, ...desk }));
    return wrongPassphrase(WRONG.most - wrong - 1);
  }
  const opener = openerWith(house, recovery);
  const giver = { actor: member.id, opener, usesRecovery: true };
  return await giveDeskKey(house, giver, desk, member.id);
}

async function hasHolder(house: House, desk: DeskName): Promise<boolean> {
  const present = (await listDeskKeys(house.db.read, desk)).at(-1);
  return present !== undefined && (await listHolders(house.db.read, present.id)).length > 0;
}

function wrongPassphrase(left: number) {
  const more = left > 0 ? `还可以再试 ${left} 次。` : "一小时后才能再试。";
  const message = `恢复口令不对，已记入操作记录。请对照纸上的口令重新输入；${more}`;
  return refuse("invalid", [{ field: "passphrase", message }]);
}

const NOT_THERE = refuse("not-found", [{ field: "desk", message: "没有这个部门。" }]);
const HELD = refuse("conflict", [
  { field: "desk", message: "这个部门已经有人持有钥匙，请持有钥匙的负责人交付给您。" },
]);
const BUSY = refuse("busy", [
  { field: "passphrase", message: "现在验证口令的人太多，请过一会儿再试。" },
]);
const TOO_MANY = refuse("too-many", [
  { field: "passphrase", message: "一小时内输错的次数太多，请过一小时再试。" },
]);
