import { appendTipEvent } from "#db/queries/tip-events.ts";
import { updateTip } from "#db/queries/tips.ts";
import { disclosureConsent } from "#domain/disclosure.ts";
import { actRule } from "#domain/tip-act.ts";
import type { Finding, TipStatus } from "#domain/tip-status.ts";
import { OVERTAKEN, SAME_PERSON } from "./check-act.ts";
import type { Clerk } from "./desk.ts";
import type { OfficeDisclosure } from "./disclosure-copy.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";

/**
 * A coordinator agrees to what a desk without a second person proposed: they have read the text that
 * becomes public, and nothing of the tip.
 */
export async function agreeAsOffice(
  house: House,
  clerk: Clerk,
  { tip, events, holdUp }: OfficeDisclosure,
  input: unknown,
): Promise<Outcome<{ at: string }>> {
  const { status, finding, isNamed } = tip;
  const acts = events.map(({ act }) => act);
  const standing = { status: status as TipStatus, finding: finding as Finding | null };
  const rule = actRule("agree-disclosure", { ...standing, isNamed, acts });
  if (rule === undefined) return refuse("conflict", [OVERTAKEN]);
  const proposer = events.findLast(({ act }) => act === "propose-disclosure")?.actor;
  if (proposer === clerk.id) return refuse("forbidden", [SAME_PERSON]);
  const parsed = disclosureConsent.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { version = tip.version } = parsed.data;
  if (version !== tip.version) return refuse("conflict", [OVERTAKEN]);
  if (holdUp !== null) return refuse("conflict", [{ field: "", message: holdUp }]);
  const at = house.now().toISOString();
  const by = coordinatorOf(house, tip.jurisdiction);
  const nothing = { until: null, outcome: null, sealedNote: null };
  const event = { tipId: tip.id, at, act: rule.act, status, by, actor: clerk.id, ...nothing };
  const isDone = await house.db.tx(async (queries) => {
    if (!(await updateTip(queries, tip, {}))) return false;
    await appendTipEvent(queries, event);
    return true;
  });
  return isDone ? { value: { at } } : refuse("conflict", [OVERTAKEN]);
}

function coordinatorOf(house: House, jurisdiction: string): string {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === jurisdiction);
  if (place === undefined) throw new Error(`no content for ${jurisdiction}`);
  return place.facts.coordinator;
}
