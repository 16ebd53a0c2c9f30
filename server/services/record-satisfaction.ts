import { updateSatisfaction } from "#db/queries/tips.ts";
import { tipSatisfaction } from "#domain/tip.ts";
import type { TipStatus } from "#domain/tip-status.ts";
import { type ActResult, doAct, reporterOf } from "./act-on-tip.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { openByReceipt } from "./open-tip.ts";
import { problemsOf } from "./problems-of.ts";

/**
 * The reporter says whether they are content with how a closed tip was dealt with. It lies in the
 * clear, to be counted; another word later counts instead, the same word again changes nothing.
 */
export async function recordSatisfaction(
  house: House,
  receipt: string,
  input: unknown,
): Promise<Outcome<ActResult>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const parsed = tipSatisfaction.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { satisfaction } = parsed.data;
  const { id, version, ...tip } = opened.value.tip;
  if (tip.satisfaction === satisfaction) {
    return { value: { status: tip.status as TipStatus, version } };
  }
  return await doAct(
    house,
    reporterOf(opened.value),
    { act: "rate", input: {}, outcome: satisfaction },
    (queries) => updateSatisfaction(queries, id, satisfaction),
  );
}
