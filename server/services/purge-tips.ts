import { deleteTipContent, listTipsWithContent } from "#db/queries/purges.ts";
import { appendTipEvent, listTipEvents } from "#db/queries/tip-events.ts";
import { findTip, type TipRow } from "#db/queries/tips.ts";
import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import { endedOn, keptUntil, latestStart, type RetentionRule } from "#domain/retention.ts";
import { ENDED_STATUSES } from "#domain/tip-status.ts";
import { deleteFile } from "./evidence-file.ts";
import type { House } from "./house.ts";

/** A tip whose content has been kept long enough. */
export interface DuePurge {
  reference: string;
  endedOn: CalendarDate;
  /** The first day on which it is no longer kept. */
  keptUntil: CalendarDate;
}

type Candidate = Pick<TipRow, "id" | "version" | "mergedInto">;

/** Who did it, in the audit trail. */
const JOB = { by: "server", actor: "purge" } as const;

/** Tips whose time is over today, the oldest first. Changes nothing. */
export async function listDuePurges(house: House): Promise<DuePurge[]> {
  return (await findDue(house)).map(({ due }) => due);
}

/**
 * Destroys the content of every tip whose time is over today: its keys, then all that they opened.
 * What counts stays, and so does what happened. Each tip goes by itself, so that filings are not
 * held up; of several processes one does it. Gives those that this one did.
 */
export async function purgeTips(house: House): Promise<DuePurge[]> {
  const done: DuePurge[] = [];
  for (const { tip, due } of await findDue(house)) {
    const files = await purge(house, tip);
    if (files === null) continue;
    for (const file of files) await deleteFile(house, file);
    done.push(due);
  }
  if (done.length > 0) await house.db.settle();
  return done;
}

async function purge(house: House, candidate: Candidate): Promise<string[] | null> {
  const at = house.now().toISOString();
  return await house.db.tx(async (queries) => {
    const deleted = await deleteTipContent(queries, candidate, at);
    if (deleted === null) return null;
    const { id: tipId, status } = deleted.tip;
    const nothing = { until: null, outcome: null, sealedNote: null };
    await appendTipEvent(queries, { tipId, at, act: "purge", status, ...JOB, ...nothing });
    return deleted.files;
  });
}

async function findDue(house: House): Promise<{ tip: Candidate; due: DuePurge }[]> {
  const rule = house.snapshot().retention.find((entry) => entry.class === "tip-content");
  const start = rule && latestStart(rule, house.today());
  if (!rule || !start) return [];
  // A tip received later cannot have ended early enough; the ends of months differ by days.
  const receivedBefore = `${addDays(start, 4)}T00:00:00.000Z`;
  const tips = await listTipsWithContent(house.db.read, {
    statuses: ENDED_STATUSES,
    receivedBefore,
  });
  const found: { tip: Candidate; due: DuePurge }[] = [];
  for (const tip of tips) {
    const due = await dueOf(house, rule, tip);
    if (due !== null) found.push({ tip, due: { reference: tip.reference, ...due } });
  }
  return found;
}

async function dueOf(house: House, rule: RetentionRule, tip: Candidate) {
  const ended = await lastEnd(house, tip);
  const until = ended === null ? null : keptUntil(rule, ended);
  if (ended === null || until === null || until > house.today()) return null;
  return { endedOn: ended, keptUntil: until };
}

/** When a tip ended, or the one it was merged into, whichever is later; null when one goes on. */
async function lastEnd(house: House, tip: Candidate): Promise<CalendarDate | null> {
  const ended = endedOn(await listTipEvents(house.db.read, tip.id));
  if (ended === null || tip.mergedInto === null) return ended;
  const leading = await findTip(house.db.read, tip.mergedInto);
  if (leading === undefined) return ended;
  const leadingEnd = await lastEnd(house, leading);
  return leadingEnd === null || leadingEnd > ended ? leadingEnd : ended;
}
