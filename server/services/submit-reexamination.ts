import { tipReexamination } from "#domain/tip.ts";
import { type ActResult, doAct, reporterOf } from "./act-on-tip.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { openByReceipt } from "./open-tip.ts";
import { problemsOf } from "./problems-of.ts";

/** The reporter has a closed or declined tip examined again: once for a tip, with the reason. */
export async function submitReexamination(
  house: House,
  receipt: string,
  input: unknown,
): Promise<Outcome<ActResult>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const parsed = tipReexamination.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const request = { act: "reopen", input: { note: parsed.data.reason } };
  return await doAct(house, reporterOf(opened.value), request);
}
