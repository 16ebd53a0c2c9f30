import { randomUUID } from "node:crypto";
import {
  insertVerificationRecord,
  listVerificationRecords,
} from "#db/queries/verification-records.ts";
import { type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import {
  problemsOfVerification,
  VERIFIED_IN,
  type Verification,
  verification,
} from "#domain/verification.ts";
import { sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { type Clerk, openAtDesk, placeOf, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { places } from "./tip-envelope.ts";

/** A record of a check on site, as the desks of a tip read it; the reporter never does. */
export interface VerificationRecord extends Verification {
  at: string;
  department: string;
  /** Member id. */
  author: string;
}

/** Keeps what two inspectors saw on site, under a key that the receipt does not open. */
export async function recordVerification(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ at: string }>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { tip, department, internalKey } = opened.value;
  if (!clerk.may("handle", placeOf(tip, department))) return refuse("forbidden", [NOT_YOURS]);
  const status = tip.status as TipStatus;
  if (!VERIFIED_IN.includes(status)) return refuse("conflict", [notNow(status)]);
  if (internalKey === null) return refuse("conflict", [NO_RECORDS]);
  const parsed = verification.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const problems = problemsOfVerification(parsed.data, house.today());
  if (problems.length > 0) return refuse("invalid", problems);
  const id = randomUUID();
  const at = house.now().toISOString();
  const sealedRecord = sealJson(internalKey, parsed.data, places.verification(tip.id, id));
  const row = { id, tipId: tip.id, at, department, author: clerk.id, sealedRecord };
  await house.db.tx((queries) => insertVerificationRecord(queries, row));
  return { value: { at } };
}

const NOT_YOURS = { field: "place", message: "核查记录由经办的人填写。" };
const NO_RECORDS = {
  field: "place",
  message: "这件举报收到时还没有内部记录，不能补写核查记录。",
};

function notNow(status: TipStatus) {
  const names = VERIFIED_IN.map((known) => `“${tipStatusOf(known).name}”`).join("、");
  return {
    field: "place",
    message: `这件举报现在是“${tipStatusOf(status).name}”；${names}的时候才写核查记录。`,
  };
}

/** The records of an opened tip, oldest first. */
export async function verificationsOf(
  house: House,
  { tip, internalKey }: TipAtDesk,
): Promise<VerificationRecord[]> {
  if (internalKey === null) return [];
  const rows = await listVerificationRecords(house.db.read, tip.id);
  return rows.map(({ id, at, department, author, sealedRecord }) => ({
    at,
    department,
    author,
    ...unsealJson<Verification>(internalKey, sealedRecord, places.verification(tip.id, id)),
  }));
}
