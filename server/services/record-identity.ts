import { listDesksOfTip, updateIdentity } from "#db/queries/tips.ts";
import { tipIdentity } from "#domain/tip.ts";
import { type ActResult, doAct, reporterOf } from "./act-on-tip.ts";
import { deskKeyOf } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { openByReceipt } from "./open-tip.ts";
import { problemsOf } from "./problems-of.ts";
import { sealIdentity } from "./seal-identity.ts";
import type { TipIdentity } from "./tip-envelope.ts";

/**
 * The reporter of a tip filed without a name gives one. It is sealed under a key of its own, in two
 * halves; the clocks of named tips start with it.
 */
export async function recordIdentity(
  house: House,
  receipt: string,
  input: unknown,
): Promise<Outcome<ActResult>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const parsed = tipIdentity.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { tip } = opened.value;
  const desks = await listDesksOfTip(house.db.read, tip.id);
  const inCharge = desks.find((desk) => desk.isReceiving);
  if (inCharge === undefined) throw new Error(`no desk holds ${tip.reference}`);
  const { department } = inCharge;
  const deskKey = await deskKeyOf(house, { jurisdiction: tip.jurisdiction, department });
  const identity: TipIdentity = { as: "named", ...parsed.data };
  const sealed = await sealIdentity(house, tip, identity, deskKey);
  const request = { act: "identify", input: {} };
  return await doAct(house, reporterOf(opened.value), request, (queries) =>
    updateIdentity(queries, tip.id, sealed),
  );
}
