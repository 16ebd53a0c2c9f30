import { randomUUID } from "node:crypto";
import type { Queries } from "#db/database.ts";
import { listHolders } from "#db/queries/desk-key-holders.ts";
import { insertIdentityLook } from "#db/queries/identity-looks.ts";
import { listExclusionsOfTip } from "#db/queries/tip-holders.ts";
import type { TipRow } from "#db/queries/tips.ts";
import { officeOf } from "#domain/office.ts";
import { sealJsonTo } from "#server/secrets/sealing.ts";
import type { CheckedAct, Doer } from "./check-act.ts";
import { deskKeyOf } from "./desk-keys.ts";
import { exclusionOf } from "./exclusion.ts";
import { type House, type Outcome, refuse } from "./house.ts";

type Write = (queries: Queries) => Promise<void>;

/**
 * What is written when a desk asks to see a reporter's name: the request with its reason, sealed to
 * the office that decides. Null for every other act.
 */
export async function identityAskOf(
  house: House,
  { opened: { tip }, by, clerk }: Doer,
  { act, said }: CheckedAct,
): Promise<Outcome<Write | null>> {
  if (act !== "ask-identity" || clerk === null) return { value: null };
  if (await isOfficeKeptOut(house, tip)) return OFFICE_KEPT_OUT;
  const office = await deskKeyOf(house, officeOf(tip.jurisdiction));
  const holders = await listHolders(house.db.read, office.id);
  if (holders.length === 0 && !clerk.isAlone) return NOBODY_TO_ASK;
  const row = {
    id: randomUUID(),
    tipId: tip.id,
    askedAt: house.now().toISOString(),
    askedBy: clerk.id,
    department: by,
    officeKeyId: office.id,
    sealedReason: sealJsonTo(office.publicKey, { text: said.note ?? "" }),
  };
  return { value: (queries) => insertIdentityLook(queries, row) };
}

/** Whether the reporter keeps the coordinating body out, which then learns nothing of the tip. */
export async function isOfficeKeptOut(
  house: House,
  tip: Pick<TipRow, "id" | "jurisdiction">,
): Promise<boolean> {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === tip.jurisdiction);
  const isExcluded = exclusionOf(house, tip, await listExclusionsOfTip(house.db.read, tip.id));
  return place === undefined || isExcluded(place.facts.coordinator);
}

const OFFICE_KEPT_OUT = refuse("conflict", [
  {
    field: "act",
    message: "这件举报的举报人身份不能打开：统筹部门不能经手这件举报。要联系举报人，请写消息。",
  },
]);
const NOBODY_TO_ASK = refuse("conflict", [
  {
    field: "act",
    message:
      "本地还没有统筹员持有统筹钥匙，没有人能同意查看。请系统管理员安排统筹员，再用恢复口令把统筹钥匙交给第一位。",
  },
]);
