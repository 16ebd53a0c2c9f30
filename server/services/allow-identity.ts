import { findIdentityLook, updateIdentityLook } from "#db/queries/identity-looks.ts";
import { findMember } from "#db/queries/members.ts";
import { appendTipEvent, listTipEvents } from "#db/queries/tip-events.ts";
import { findTipByReference, listKeysOfTip, type TipRow, updateTip } from "#db/queries/tips.ts";
import { officeOf } from "#domain/office.ts";
import { actRule } from "#domain/tip-act.ts";
import type { Finding, TipStatus } from "#domain/tip-status.ts";
import { sealTo, unsealWith } from "#server/secrets/sealing.ts";
import { isOfficeKeptOut } from "./ask-identity.ts";
import { OVERTAKEN, SAME_PERSON } from "./check-act.ts";
import { type Clerk, isKeyOfDesk, placeOfTip, RECOVERY } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { goneSentence } from "./open-tip.ts";

/**
 * A coordinator agrees that whoever of the desk asked may see the reporter's name: the office's half
 * of its key is sealed to that person, for a short time. The coordinator sees neither name nor tip.
 */
export async function allowIdentity(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<{ reference: string }>> {
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  const isTheirs = tip !== undefined && clerk.may("allowIdentity", placeOfTip(tip));
  if (!isTheirs || (await isOfficeKeptOut(house, tip))) return NOT_THERE;
  if (tip.purgedAt !== null) {
    return refuse("gone", [{ field: "reference", message: goneSentence(tip) }]);
  }
  const look = await findIdentityLook(house.db.read, tip.id);
  if (look === undefined || look.allowedAt !== null || !(await isAsked(house, tip)))
    return NOT_ASKED;
  if (look.askedBy === clerk.id && !clerk.isAlone) return refuse("forbidden", [SAME_PERSON]);
  const half = await officeHalf(house, clerk, tip);
  if (half === null) return NO_KEY;
  const askerKey = await publicKeyOf(house, look.askedBy);
  if (askerKey === null) return ASKER_GONE;
  const at = house.now().toISOString();
  const agreed = { allowedAt: at, allowedBy: clerk.id, sealedHalf: sealTo(askerKey, half) };
  const { status } = tip;
  const nothing = { until: null, outcome: null, sealedNote: null };
  const who = { by: coordinatorOf(house, tip), actor: clerk.id };
  const event = { tipId: tip.id, at, act: "allow-identity", status, ...who, ...nothing };
  const isDone = await house.db.tx(async (queries) => {
    if (!(await updateTip(queries, tip, {}))) return false;
    await updateIdentityLook(queries, look.id, agreed);
    await appendTipEvent(queries, event);
    return true;
  });
  return isDone ? { value: { reference: tip.reference } } : refuse("conflict", [OVERTAKEN]);
}

/** Whether a request is still to be answered where the tip stands. */
async function isAsked(house: House, { id, status, finding, isNamed }: TipRow): Promise<boolean> {
  const acts = (await listTipEvents(house.db.read, id)).map(({ act }) => act);
  const standing = { status: status as TipStatus, finding: finding as Finding | null, isNamed };
  return actRule("allow-identity", { ...standing, acts }) !== undefined;
}

async function officeHalf(house: House, clerk: Clerk, tip: TipRow): Promise<Uint8Array | null> {
  const keys = await listKeysOfTip(house.db.read, tip.id);
  const office = officeOf(tip.jurisdiction);
  const own = keys.find(
    ({ purpose, holder }) => purpose === "identity-half" && isKeyOfDesk(holder, office),
  );
  const pair = own && (await clerk.opener(own.holder));
  return pair ? unsealWith(pair, own.sealed) : null;
}

/** To whom the half is sealed; null where somebody's account was closed since. */
async function publicKeyOf(house: House, askedBy: string): Promise<Uint8Array | null> {
  if (askedBy === RECOVERY) return Buffer.from(house.keyring.recovery.publicKey, "base64");
  return (await findMember(house.db.read, askedBy))?.publicKey ?? null;
}

function coordinatorOf(house: House, { jurisdiction, reference }: TipRow): string {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === jurisdiction);
  if (place === undefined) throw new Error(`no content for the place of ${reference}`);
  return place.facts.coordinator;
}

const NOT_THERE = refuse("not-found", [{ field: "reference", message: "没有这个编号的举报。" }]);
const NOT_ASKED = refuse("conflict", [
  { field: "reference", message: "这件举报没有等待同意的申请，可能刚刚有人办过。" },
]);
const NO_KEY = refuse("conflict", [
  {
    field: "reference",
    message: "您没有统筹钥匙，不能同意。请持有统筹钥匙的统筹员办理，或者请他先把钥匙交给您。",
  },
]);
const ASKER_GONE = refuse("conflict", [
  { field: "reference", message: "申请的人账号已经停用，请部门的另一位负责人重新申请。" },
]);
