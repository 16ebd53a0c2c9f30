import { listHolders } from "#db/queries/desk-key-holders.ts";
import { type DisclosureCopyRow, findDisclosureCopy } from "#db/queries/disclosure-copies.ts";
import { listMembers, listRoles } from "#db/queries/members.ts";
import { listMessages } from "#db/queries/messages.ts";
import { listTipEvents, type TipEventRow } from "#db/queries/tip-events.ts";
import { findTipByReference, listDesksOfTip, type TipRow } from "#db/queries/tips.ts";
import { type Disclosure, type DisclosureStage, disclosureStage } from "#domain/disclosure.ts";
import { officeOf } from "#domain/office.ts";
import { mayDo, type Place } from "#domain/staff-role.ts";
import { macOf, sealJsonTo, unsealJsonWith } from "#server/secrets/sealing.ts";
import { isOfficeKeptOut } from "./ask-identity.ts";
import { type Clerk, placeOf, placeOfTip, type TipAtDesk } from "./desk.ts";
import { deskKeyOf } from "./desk-keys.ts";
import { barOf } from "./disclosure.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { grantOf } from "./staff-session.ts";

/** What is sealed to the office: the text, and what only this house can say of it. */
interface CopiedText {
  disclosure: Disclosure;
  mac: string;
}

/** What is to become public of a tip, as the office reads it: nothing else of the tip. */
export interface OfficeDisclosure {
  tip: TipRow;
  /** The desk in charge. */
  department: string;
  events: readonly TipEventRow[];
  stage: DisclosureStage;
  disclosure: Disclosure;
  bar: string | null;
  /** Why the office cannot agree now; null when it may. */
  holdUp: string | null;
}

/** What is kept for the office of a proposal; without text where another of the desk can agree. */
export async function disclosureCopyOf(
  house: House,
  { tip, department }: TipAtDesk,
  proposer: string,
  disclosure: Disclosure,
): Promise<DisclosureCopyRow> {
  const row = { tipId: tip.id, proposedAt: house.now().toISOString() };
  if (await hasAnother(house, placeOf(tip, department), proposer))
    return { ...row, officeKeyId: null, sealedText: null };
  const office = await deskKeyOf(house, officeOf(tip.jurisdiction));
  const mac = macOfText(house.keyring.macKey, tip.id, disclosure);
  const text: CopiedText = { disclosure, mac };
  return { ...row, officeKeyId: office.id, sealedText: sealJsonTo(office.publicKey, text) };
}

/** Whether somebody else of a desk holds its key and may agree. */
async function hasAnother(house: House, place: Place, proposer: string): Promise<boolean> {
  const { jurisdiction = "", department = "" } = place;
  const key = await deskKeyOf(house, { jurisdiction, department });
  const holders = await listHolders(house.db.read, key.id);
  const roles = Map.groupBy(await listRoles(house.db.read), ({ memberId }) => memberId);
  return (await listMembers(house.db.read)).some(({ id, state }) => {
    const member = { grants: (roles.get(id) ?? []).map(grantOf) };
    const mayAgree = mayDo(member, "readTip", place) && mayDo(member, "disclose", place);
    const isHolder = holders.some(({ memberId }) => memberId === id);
    return id !== proposer && state === "active" && isHolder && mayAgree;
  });
}

/** Opens what was put before an office, for a coordinator who holds its key. */
export async function openDisclosureCopy(
  house: House,
  { opener, may }: Clerk,
  reference: string,
): Promise<Outcome<OfficeDisclosure>> {
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  const isTheirs = tip !== undefined && may("disclose", placeOfTip(tip));
  if (!isTheirs || (await isOfficeKeptOut(house, tip))) return NOT_THERE;
  const row = await findDisclosureCopy(house.db.read, tip.id);
  if (row === undefined || row.officeKeyId === null || row.sealedText === null) return NOT_THERE;
  const pair = await opener(row.officeKeyId);
  if (pair === null) return NO_KEY;
  const { disclosure, mac } = unsealJsonWith<CopiedText>(pair, row.sealedText);
  const isOwn = house.keyring.macKeys.some((key) => macOfText(key, tip.id, disclosure) === mac);
  if (!isOwn) return FORGED;
  const desks = await listDesksOfTip(house.db.read, tip.id);
  const department = desks.find(({ isReceiving }) => isReceiving)?.department;
  if (department === undefined) throw new Error(`no desk holds ${tip.reference}`);
  const events = await listTipEvents(house.db.read, tip.id);
  const stage = disclosureStage(events.map(({ act }) => act));
  const bar = await barOf(house, tip);
  const holdUp = await holdUpOf(house, tip, row);
  return { value: { tip, department, events, stage, disclosure, bar, holdUp } };
}

/** The office cannot compare the text with what the reporter wrote since; the desk must. */
async function holdUpOf(house: House, tip: TipRow, { proposedAt }: DisclosureCopyRow) {
  const messages = await listMessages(house.db.read, tip.id);
  const isWritten = messages.some(({ from, at }) => from === "reporter" && at >= proposedAt);
  return isWritten ? "提出以后举报人又写了消息，请部门看过以后重新提出。" : null;
}

function macOfText(key: Uint8Array, tipId: string, disclosure: Disclosure): string {
  const { outcome, summary, measure, enterprise = "", listEntry = "" } = disclosure;
  const text = JSON.stringify([outcome, summary, measure, enterprise, listEntry]);
  return macOf(key, `disclosure/${tipId}`, text);
}

const NOT_THERE = refuse("not-found", [{ field: "reference", message: "没有这个编号的举报。" }]);
const NO_KEY = refuse("conflict", [
  {
    field: "reference",
    message: "您没有统筹钥匙，看不到拟公开的文字。请持有统筹钥匙的统筹员办理。",
  },
]);
const FORGED = refuse("conflict", [
  {
    field: "reference",
    message: "这份文字不是本站封存的，不能同意。请部门重新提出，并告诉系统管理员。",
  },
]);
