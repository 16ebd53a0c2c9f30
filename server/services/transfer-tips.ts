import { randomUUID } from "node:crypto";
import { insertDeskNote } from "#db/queries/desk-work.ts";
import { listExclusionsHeldBy, listTipsHeldBy } from "#db/queries/tip-holders.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { forebearsOf, heirOf } from "#domain/standing-department.ts";
import { sealJson } from "#server/secrets/sealing.ts";
import { doAct } from "./act-on-tip.ts";
import { type Clerk, onlyFor, openAtDesk, type TipAtDesk } from "./desk.ts";
import type { DeskName } from "./desk-keys.ts";
import { exclusionOf } from "./exclusion.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { supervisionOrdersOf } from "./supervision-orders.ts";
import { places } from "./tip-envelope.ts";

/** What a desk has to hand on after a change of departments. */
export interface DueTransfer {
  /** Who takes over; null while the desk itself stands. */
  heir: string | null;
  /** From when the desk stands no more, where it is dissolved or will be. */
  on: CalendarDate | null;
  /** Who is named to take over then. */
  successor: string | null;
  /** References, oldest first: everything of a dissolved desk, else what its own people may not see. */
  references: readonly string[];
}

/** How a round of handing on went. */
export interface Transferred {
  done: number;
  left: number;
  /** Those that could not be handed on, and why. */
  stuck: readonly { reference: string; message: string }[];
}

/** As many as one request hands on; the rest with the next. */
const ROUND = 100;

/**
 * What a desk must hand on today: all its tips with content, ended ones too, once it is dissolved;
 * and where it took over from others, the tips that reporters keep from those.
 */
export async function listDueTransfer(house: House, desk: DeskName): Promise<DueTransfer> {
  const { read } = house.db;
  const on = house.today();
  const place = house.snapshot().jurisdictions.find(({ id }) => id === desk.jurisdiction);
  const departments = place?.departments ?? [];
  const heir = heirOf(departments, desk.department, on);
  const own = departments.find(({ id }) => id === desk.department);
  const life = { on: own?.activeTo ?? null, successor: own?.successor ?? null };
  if (heir !== desk.department) {
    const references = (await listTipsHeldBy(read, desk)).map(({ reference }) => reference);
    return { ...life, heir, references };
  }
  if (forebearsOf(departments, desk.department, on).length === 1) {
    return { ...life, heir: null, references: [] };
  }
  const ofTips = Map.groupBy(await listExclusionsHeldBy(read, desk), ({ reference }) => reference);
  const references = [...ofTips].flatMap(([reference, rows]) => {
    const tip = { id: rows[0]?.id ?? "", jurisdiction: desk.jurisdiction };
    const macs = rows.map(({ mac }) => mac);
    return exclusionOf(house, tip, macs)(desk.department) ? [reference] : [];
  });
  return { ...life, heir: null, references: references.toSorted() };
}

/**
 * A lead hands on what the desk must hand on, a hundred tips at most: each is opened with the desk's
 * key and sealed to whoever takes over. Clocks go on, and each reporter is told.
 */
export async function transferTips(
  house: House,
  clerk: Clerk,
  desk: DeskName,
): Promise<Outcome<Transferred>> {
  if (!clerk.may("manageDesk", desk)) return NOT_THERE;
  const { references } = await listDueTransfer(house, desk);
  if (references.length === 0) return NOTHING;
  const stuck: { reference: string; message: string }[] = [];
  for (const reference of references.slice(0, ROUND)) {
    const problem = await handOver(house, clerk, desk, reference);
    if (problem !== null) stuck.push({ reference, message: problem });
  }
  const done = Math.min(ROUND, references.length) - stuck.length;
  return { value: { done, left: references.length - done, stuck } };
}

/** Null when it was handed on. */
async function handOver(
  house: House,
  clerk: Clerk,
  { department }: DeskName,
  reference: string,
): Promise<string | null> {
  const here: Clerk = { ...clerk, opener: onlyFor(department, clerk.opener) };
  const opened = await openAtDesk(house, here, reference);
  if (!("value" in opened)) return NOT_OPENED;
  const { department: by } = opened.value;
  const orders = await orderNotes(house, here, opened.value);
  const outcome = await doAct(
    house,
    { opened: opened.value, by, role: "handingOver", clerk: here },
    { act: "hand-over", input: {} },
    async (queries) => {
      for (const note of orders) await insertDeskNote(queries, note);
    },
  );
  return "value" in outcome ? null : outcome.problems.map(({ message }) => message).join("");
}

/** Orders are sealed to the desk they were given to; whoever takes over reads them in its notes. */
async function orderNotes(house: House, clerk: Clerk, opened: TipAtDesk) {
  const { tip, department, internalKey } = opened;
  if (internalKey === null) return [];
  const orders = await supervisionOrdersOf(house, clerk, opened);
  const at = house.now().toISOString();
  return orders.flatMap(({ answerBy, text }) => {
    if (text === null) return [];
    const id = randomUUID();
    const words = { text: `移交前的督办要求（${answerBy}前答复）：${text}` };
    const sealedText = sealJson(internalKey, words, places.deskNote(tip.id, id));
    return [{ id, tipId: tip.id, at, department, author: clerk.id, sealedText }];
  });
}

const NOT_OPENED = "您的钥匙打不开这件举报，请持有钥匙的负责人移交，或者用恢复口令领取钥匙。";
const NOT_THERE = refuse("not-found", [{ field: "desk", message: "没有这个部门。" }]);
const NOTHING = refuse("conflict", [{ field: "desk", message: "没有要移交的举报。" }]);
