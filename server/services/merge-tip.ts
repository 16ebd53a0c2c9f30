import { findTip, listTipsMergedInto, type TipRow } from "#db/queries/tips.ts";
import { isEnded } from "#domain/tip-status.ts";
import type { CheckedAct, Doer } from "./check-act.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";

/**
 * The tip in which this one goes on; null for acts that merge nothing. Whoever writes it must make sure
 * that it was not touched meanwhile: two tips merged into each other would both be gone.
 */
export async function leadingTipOf(
  house: House,
  { opened, clerk }: Doer,
  { act, said }: CheckedAct,
): Promise<Outcome<TipRow | null>> {
  if (act !== "merge" || clerk === null) return { value: null };
  const other = await openAtDesk(house, clerk, said.into ?? "");
  if (!("value" in other)) return wrong("没有这个编号的举报，或者它没有交给您的部门。");
  const { tip } = other.value;
  if (tip.id === opened.tip.id) return wrong("不能并入它自己。");
  if (tip.jurisdiction !== opened.tip.jurisdiction) return wrong("不能并入外地的举报。");
  if (isEnded(tip.status)) return wrong("那件举报的办理已经结束，不能并入。");
  return { value: tip };
}

function wrong(message: string) {
  return refuse("invalid", [{ field: "into", message }]);
}

/** References of what a tip was merged with, as far as the clerk reads those tips too. */
export interface MergedWith {
  /** The tip in which this one goes on. */
  into: string | null;
  /** The tips that go on in this one. */
  from: readonly string[];
}

/** A merged tip may lie with desks that the other one never came to; of those nothing is said. */
export async function mergedWith(house: House, clerk: Clerk, tip: TipRow): Promise<MergedWith> {
  const leading = await findLeadingTip(house, tip);
  const from: string[] = [];
  for (const reference of await listTipsMergedInto(house.db.read, tip.id)) {
    if (await isReadBy(house, clerk, reference)) from.push(reference);
  }
  const isMerged = leading.id !== tip.id && (await isReadBy(house, clerk, leading.reference));
  return { into: isMerged ? leading.reference : null, from };
}

async function isReadBy(house: House, clerk: Clerk, reference: string): Promise<boolean> {
  return "value" in (await openAtDesk(house, clerk, reference));
}

/**
 * The tip in which a merged one goes on at last; the tip itself when it was not merged. A circle, which
 * nothing here writes, ends where it closes.
 */
export async function findLeadingTip(house: House, tip: TipRow): Promise<TipRow> {
  const passed = new Set<string>();
  let leading = tip;
  while (leading.mergedInto !== null && !passed.has(leading.id)) {
    passed.add(leading.id);
    const next = await findTip(house.db.read, leading.mergedInto);
    if (next === undefined) break;
    leading = next;
  }
  return leading;
}
