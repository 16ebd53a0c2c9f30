import {
  findIdentityLook,
  type IdentityLookRow,
  updateIdentityLook,
} from "#db/queries/identity-looks.ts";
import { appendTipEvent, listTipEvents } from "#db/queries/tip-events.ts";
import { findTipByReference, listKeysOfTip, type TipRow, updateTip } from "#db/queries/tips.ts";
import { officeOf } from "#domain/office.ts";
import { actRule } from "#domain/tip-act.ts";
import type { TipAct } from "#domain/tip-act-table.ts";
import type { Finding, TipStatus } from "#domain/tip-status.ts";
import { unsealWith } from "#server/secrets/sealing.ts";
import { isOfficeKeptOut } from "./ask-identity.ts";
import { OVERTAKEN, SAME_PERSON } from "./check-act.ts";
import { type Clerk, isKeyOfDesk, placeOfTip } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { goneSentence } from "./open-tip.ts";

/** A request that waits, with the office's half of the key. */
export interface OpenRequest {
  tip: TipRow;
  look: IdentityLookRow;
  half: Uint8Array;
}

/** Finds what a coordinator who holds the office key, and did not ask it, is asked about a tip. */
export async function openRequest(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<OpenRequest>> {
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
  return half === null ? NO_KEY : { value: { tip, look, half } };
}

/** Writes the answer with its event, unless somebody was quicker. */
export async function answerRequest(
  house: House,
  { id: actor }: Clerk,
  { tip, look }: OpenRequest,
  {
    act,
    at,
    change,
  }: { act: TipAct; at: string; change: Parameters<typeof updateIdentityLook>[2] },
): Promise<Outcome<{ reference: string }>> {
  const { status } = tip;
  const nothing = { until: null, outcome: null, sealedNote: null };
  const event = {
    tipId: tip.id,
    at,
    act,
    status,
    by: coordinatorOf(house, tip),
    actor,
    ...nothing,
  };
  const isDone = await house.db.tx(async (queries) => {
    if (!(await updateTip(queries, tip, {}))) return false;
    await updateIdentityLook(queries, look.id, change);
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
