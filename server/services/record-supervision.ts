import { randomUUID } from "node:crypto";
import { insertSupervisionOrder } from "#db/queries/supervision-orders.ts";
import { appendTipEvent, listTipEvents } from "#db/queries/tip-events.ts";
import { listExclusionsOfTip } from "#db/queries/tip-holders.ts";
import { findTipByReference, listDesksOfTip, type TipRow, updateTip } from "#db/queries/tips.ts";
import { officeOf } from "#domain/office.ts";
import { watchesFor } from "#domain/oversight.ts";
import type { Problem } from "#domain/problem.ts";
import { placeOn } from "#domain/standing-department.ts";
import { actRule } from "#domain/tip-act.ts";
import { problemsOfInput, tipActInput } from "#domain/tip-act-input.ts";
import { type Finding, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { sealJsonTo } from "#server/secrets/sealing.ts";
import { OVERTAKEN } from "./check-act.ts";
import type { Clerk } from "./desk.ts";
import { type DeskName, deskKeyOf } from "./desk-keys.ts";
import { exclusionOf } from "./exclusion.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";

/**
 * The coordinating body orders the desk in charge to act by a day (督办), or whoever stands above it
 * where the reporter keeps it out. It sees where the tip stands and not what it says; the reporter
 * is told that it was done, not the words.
 */
export async function recordSupervision(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ reference: string }>> {
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  const by = tip && (await watcherOf(house, clerk, tip));
  if (tip === undefined || by === undefined) return refuse("not-found", [UNKNOWN]);
  const acts = (await listTipEvents(house.db.read, tip.id)).map(({ act }) => act);
  const { finding, isNamed } = tip;
  const status = tip.status as TipStatus;
  const standing = { status, finding: finding as Finding | null, isNamed, acts };
  const rule = actRule("supervise", standing);
  if (rule === undefined) return refuse("conflict", [ended(status)]);
  const parsed = tipActInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const problems = problemsOfInput(rule.needs, parsed.data, house.today());
  if (problems.length > 0) return refuse("invalid", problems.map(asOfOrder));
  return await writeOrder(house, clerk, tip, {
    by,
    text: parsed.data.note ?? "",
    answerBy: parsed.data.until ?? "",
  });
}

/** What is wrong in the words of an order: its words go to the desk, its day is that of the answer. */
function asOfOrder(problem: Problem): Problem {
  return { ...problem, message: OF_ORDER[problem.field] ?? problem.message };
}

const OF_ORDER: Readonly<Record<string, string>> = {
  note: "请写明要求承办部门做什么。",
  until: "请填写最迟哪天答复，要在今天之后。",
};

/** The department for which a clerk watches over a tip; undefined when that is not theirs to do. */
export async function watcherOf(
  house: House,
  { may }: Pick<Clerk, "may">,
  tip: TipRow,
): Promise<string | undefined> {
  const { id, jurisdiction, area } = tip;
  const place = house.snapshot().jurisdictions.find((entry) => entry.id === jurisdiction);
  const [inCharge] = (await listDesksOfTip(house.db.read, id)).filter((desk) => desk.isReceiving);
  if (place === undefined || inCharge === undefined) return undefined;
  const macs = await listExclusionsOfTip(house.db.read, id);
  const isExcluded = exclusionOf(house, tip, macs);
  const watched = {
    place: placeOn(place, house.today()),
    inCharge: inCharge.department,
    isExcluded,
  };
  return watchesFor(may, watched, { jurisdiction, area: area ?? undefined });
}

const UNKNOWN = { field: "reference", message: "没有这个编号的举报。" };

function ended(status: TipStatus) {
  return { field: "act", message: `这件举报现在是“${tipStatusOf(status).name}”，不用督办。` };
}

async function writeOrder(
  house: House,
  clerk: Clerk,
  tip: TipRow,
  { by, text, answerBy }: { by: string; text: string; answerBy: string },
): Promise<Outcome<{ reference: string }>> {
  const { jurisdiction, status } = tip;
  const desks = await listDesksOfTip(house.db.read, tip.id);
  const department = desks.find((desk) => desk.isReceiving)?.department;
  if (department === undefined) throw new Error(`no desk holds ${tip.reference}`);
  const key = await deskKeyOf(house, { jurisdiction, department });
  const watchKey = await deskKeyOf(house, keyGroupOfWatcher(house, jurisdiction, by));
  const at = house.now().toISOString();
  const common = { tipId: tip.id, at, by, actor: clerk.id };
  const order = {
    ...common,
    id: randomUUID(),
    answerBy,
    deskKeyId: key.id,
    sealedText: sealJsonTo(key.publicKey, { text }),
    sealedCopy: sealJsonTo(clerk.own.publicKey, { text }),
    watchKeyId: watchKey.id,
    sealedForWatch: sealJsonTo(watchKey.publicKey, { text }),
  };
  const event = {
    ...common,
    act: "supervise",
    status,
    until: null,
    outcome: null,
    sealedNote: null,
  };
  const isDone = await house.db.tx(async (queries) => {
    if (!(await updateTip(queries, tip, {}))) return false;
    await insertSupervisionOrder(queries, order);
    await appendTipEvent(queries, event);
    return true;
  });
  return isDone ? { value: { reference: tip.reference } } : refuse("conflict", [OVERTAKEN]);
}

/** Whose key the colleagues of whoever orders hold: the office's, or that of the desk above it. */
function keyGroupOfWatcher(house: House, jurisdiction: string, by: string): DeskName {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === jurisdiction);
  const isOffice = place?.facts.coordinator === by;
  return isOffice ? officeOf(jurisdiction) : { jurisdiction, department: by };
}
