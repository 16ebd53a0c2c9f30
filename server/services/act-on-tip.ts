import type { Queries } from "#db/database.ts";
import { appendTipEvent } from "#db/queries/tip-events.ts";
import { updateTipHolders } from "#db/queries/tip-holders.ts";
import { updateTip } from "#db/queries/tips.ts";
import { TASKING_ACTS } from "#domain/support-task.ts";
import type { TipAct } from "#domain/tip-act-table.ts";
import type { TipStatus } from "#domain/tip-status.ts";
import { sealJson } from "#server/secrets/sealing.ts";
import { identityAskOf } from "./ask-identity.ts";
import { type ActRequest, type CheckedAct, checkAct, type Doer, OVERTAKEN } from "./check-act.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import { problemsOfGround } from "./finding-ground.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { leadingTipOf } from "./merge-tip.ts";
import { courseOf, type OpenTip } from "./open-tip.ts";
import { newHomeOf } from "./rehome-tip.ts";
import { type EventNote, places } from "./tip-envelope.ts";

/** Where the tip stands after the act. */
export interface ActResult {
  status: TipStatus;
  version: number;
}

/** A clerk does an act of `TIP_ACTS` on a tip that one of their desks holds. */
export async function actOnTip(
  house: House,
  clerk: Clerk,
  reference: string,
  request: ActRequest,
): Promise<Outcome<ActResult>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { department: by, role } = opened.value;
  return await doAct(house, { opened: opened.value, by, role, clerk }, request);
}

/** The reporter of an opened tip, as somebody who acts. */
export function reporterOf(opened: OpenTip): Doer {
  return { opened, by: "reporter", role: "reporter", clerk: null };
}

/**
 * Checks an act, seals what goes with it, and writes status, keys and event together with `also`,
 * or nothing at all.
 */
export async function doAct(
  house: House,
  doer: Doer,
  request: ActRequest,
  also: (queries: Queries) => Promise<unknown> = async () => undefined,
): Promise<Outcome<ActResult>> {
  const { tip } = doer.opened;
  const course = await courseOf(house, doer.opened);
  const checked = checkAct(house, doer, course, request);
  if (!("value" in checked)) return checked;
  const unfounded = await problemsOfGround(house, doer, course, checked.value);
  if (unfounded.length > 0) return refuse("invalid", unfounded);
  const leading = await leadingTipOf(house, doer, checked.value);
  if (!("value" in leading)) return leading;
  const home = await newHomeOf(house, doer, course, checked.value);
  if (!("value" in home)) return home;
  const ask = await identityAskOf(house, doer, checked.value);
  if (!("value" in ask)) return ask;

  const change = {
    status: checked.value.to ?? (tip.status as TipStatus),
    ...findingAfter(checked.value),
    ...(leading.value === null ? {} : { mergedInto: leading.value.id }),
  };
  const event = {
    ...eventOf(house, doer, checked.value, change.status, {
      ...(home.value === null ? {} : { decision: home.value.decision }),
      ...(request.disclosure === undefined ? {} : { disclosure: request.disclosure }),
    }),
    outcome: checked.value.said.finding ?? taskedDesk(checked.value) ?? request.outcome ?? null,
    checkedHow: checked.value.said.checkedHow ?? null,
  };
  const isDone = await house.db.tx(async (queries) => {
    // What was written before a false stays; a version more of the other tip does no harm.
    if (leading.value !== null && !(await updateTip(queries, leading.value, {}))) return false;
    if (!(await updateTip(queries, tip, change))) return false;
    if (home.value !== null) await updateTipHolders(queries, tip.id, home.value.holders);
    await ask.value?.(queries);
    await also(queries);
    await appendTipEvent(queries, event);
    return true;
  });
  if (!isDone) return refuse("conflict", [OVERTAKEN]);
  return { value: { status: change.status, version: tip.version + 1 } };
}

function eventOf(
  house: House,
  { opened, by, clerk }: Doer,
  { act, said }: CheckedAct,
  status: TipStatus,
  more: Pick<EventNote, "decision" | "disclosure">,
) {
  const { tip, contentKey } = opened;
  const at = house.now().toISOString();
  const sealedNote = sealJson(contentKey, { ...said, ...more }, places.event(tip.id, act, at));
  const actor = clerk?.id ?? "reporter";
  return {
    tipId: tip.id,
    at,
    act,
    status,
    by,
    actor,
    until: said.until ?? said.doneBy ?? null,
    sealedNote,
  };
}

/** The desk that is asked to do something: its day counts without keys. */
function taskedDesk({ act, said }: CheckedAct): string | undefined {
  return TASKING_ACTS.includes(act) ? said.department : undefined;
}

/** A tip that is opened again has no finding any more. */
const FORGETS_FINDING: readonly TipAct[] = ["reopen"];

function findingAfter({ act, said }: CheckedAct) {
  if (FORGETS_FINDING.includes(act)) return { finding: null };
  return said.finding === undefined ? {} : { finding: said.finding };
}
