import { listMessages } from "#db/queries/messages.ts";
import { listTipEvents, type TipEventRow } from "#db/queries/tip-events.ts";
import { findTipByReceipt, listKeysOfTip, type TipRow } from "#db/queries/tips.ts";
import { dayText, shanghaiDate } from "#domain/calendar-date.ts";
import { checkWayName } from "#domain/check-way.ts";
import { closingCheckName } from "#domain/closing-check.ts";
import { withClocks } from "#domain/desk-due.ts";
import type { Disclosure } from "#domain/disclosure.ts";
import type { DoneAct } from "#domain/identity-look.ts";
import { measureName } from "#domain/measure.ts";
import { PAPER_MADE, paperMadeName } from "#domain/paper.ts";
import { readReceipt } from "#domain/receipt.ts";
import type { RoutingDecision } from "#domain/routing.ts";
import { type SupportTask, supportTasks } from "#domain/support-task.ts";
import { actOf, type TipStanding } from "#domain/tip-act.ts";
import type { StepClock } from "#domain/tip-clock.ts";
import { type Finding, findingOf, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import { clocksOfTip } from "./clocks-of-tip.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type EventNote, places, receiptIndexOf, unsealKeyWithReceipt } from "./tip-envelope.ts";

/** A tip and the key that opens its content. */
export interface OpenTip {
  tip: TipRow;
  contentKey: Uint8Array;
}

export interface TipStep {
  at: string;
  /** One of `TIP_ACTS`, or `submit`. */
  act: string;
  status: TipStatus;
  /** What happened, for people. */
  name: string;
  /** Department id, or `reporter`. */
  by: string;
  /** What the act means for the reporter; null for the filing itself. */
  tells: string | null;
  note: string | null;
}

/** That somebody made a paper of a tip. */
export interface MadePaper {
  /** Id of the paper. */
  paper: string;
  at: string;
  /** Department. */
  by: string;
  /** Member id. */
  actor: string;
}

/** A task of a supporting desk with what was asked and answered. */
export interface TipTask extends SupportTask {
  text: string;
  answer: string | null;
}

/** A finding as its desk gave it. */
export type FoundNote = Pick<EventNote, "finding" | "checkedHow" | "checkedOn" | "noVisit">;

/** What happened to a tip, and where it is since the latest decision. */
export interface TipCourse {
  steps: readonly TipStep[];
  acts: readonly string[];
  /** The same with who did each; the reporter is told the desk alone. */
  done: readonly DoneAct[];
  /** Papers that were made of it; the reporter is not told. */
  papers: readonly MadePaper[];
  clocks: readonly StepClock[];
  /** What supporting desks are asked to do. */
  tasks: readonly TipTask[];
  /** The latest decision, its desks with what each must do until when, as of today. */
  decision: RoutingDecision;
  /** What was found last and how it was checked; null before, and once it is opened again. */
  found: FoundNote | null;
  /** What was proposed last to become public; null when nothing was. */
  disclosure: Disclosure | null;
}

export interface TipMessageView {
  at: string;
  from: "desk" | "reporter";
  /** Department id of a desk. */
  by: string | null;
  text: string;
}

/** Opens the tip of a receipt code, typed as people type it. */
export async function openByReceipt(house: House, typed: string): Promise<Outcome<OpenTip>> {
  const reading = readReceipt(typed);
  if ("problem" in reading) {
    return refuse("invalid", [{ field: "receipt", message: reading.problem }]);
  }
  const { receipt } = reading;
  const indexes = house.keyring.macKeys.map((macKey) => receiptIndexOf(macKey, receipt));
  const tip = await findTipByReceipt(house.db.read, indexes);
  const keys = tip === undefined ? [] : await listKeysOfTip(house.db.read, tip.id);
  if (tip?.purgedAt) return refuse("gone", [{ field: "receipt", message: goneSentence(tip) }]);
  const own = keys.find((key) => key.holder === "receipt" && key.purpose === "content");
  if (tip === undefined || own === undefined) return refuse("not-found", [UNKNOWN_RECEIPT]);
  return { value: { tip, contentKey: unsealKeyWithReceipt(receipt, own.sealed, tip.id) } };
}

const UNKNOWN_RECEIPT = {
  field: "receipt",
  message: "没有这个查询码对应的举报。请对照您记下的查询码再填一次。",
};

/** What is said of a tip whose content has been destroyed. */
export function goneSentence({ reference, status, finding, purgedAt }: TipRow): string {
  const found = finding === null ? "" : `，核查结论是“${findingOf(finding as Finding).name}”`;
  const day = purgedAt === null ? "" : shanghaiDate(new Date(purgedAt));
  const end = tipStatusOf(status as TipStatus).name;
  return `举报 ${reference} ${end}${found}。它已满保存期限，内容在 ${day} 销毁，谁也不能再打开。`;
}

/** The course of an open tip. */
export async function courseOf(house: House, { tip, contentKey }: OpenTip): Promise<TipCourse> {
  const events = await listTipEvents(house.db.read, tip.id);
  const notes = events.map(({ act, at, sealedNote }) =>
    sealedNote === null
      ? {}
      : unsealJson<EventNote>(contentKey, sealedNote, places.event(tip.id, act, at)),
  );
  const { decision } = notes.findLast((note) => note.decision !== undefined) ?? {};
  if (decision === undefined) throw new Error(`no routing decision in ${tip.reference}`);
  const { papers } = house.snapshot();
  const steps = events.map((event, index) => ({
    ...stepOf(event, notes[index] ?? {}),
    ...(event.act === PAPER_MADE ? { name: paperMadeName(papers, event.outcome) } : {}),
  }));
  const clocks = clocksOfTip(house.snapshot(), tip, events, house.today());
  const desks = withClocks(decision.desks, clocks);
  return {
    steps,
    acts: events.map(({ act }) => act),
    done: events.map(({ act, actor, at }) => ({ act, actor, at })),
    papers: events
      .filter(({ act }) => act === PAPER_MADE)
      .map(({ at, by, actor, outcome }) => ({ at, by, actor, paper: outcome ?? "" })),
    clocks,
    tasks: supportTasks(events.map((event, nth) => ({ ...event, note: notes[nth]?.note }))).map(
      ({ asked, answered, ...task }) => ({
        ...task,
        text: asked.note ?? "",
        answer: answered?.note ?? null,
      }),
    ),
    decision: { ...decision, desks },
    found: tip.finding === null ? null : (notes.findLast((note) => note.finding) ?? null),
    disclosure: notes.findLast((note) => note.disclosure !== undefined)?.disclosure ?? null,
  };
}

/** Where a tip stands, as far as it decides what may follow. */
export function standingOf(tip: TipRow, { acts }: TipCourse): TipStanding {
  const { isNamed } = tip;
  return { status: tip.status as TipStatus, finding: tip.finding as Finding | null, isNamed, acts };
}

function stepOf({ at, act, by, ...event }: TipEventRow, written: EventNote): TipStep {
  const status = tipStatusOf(event.status as TipStatus);
  const rule = actOf(act);
  const isMove = rule === null || rule.to !== null;
  const name = isMove ? status.name : rule.name;
  return {
    at,
    act,
    status: status.id,
    name,
    by,
    tells: rule?.tells ?? null,
    note: wordsOf(written),
  };
}

/** Everything that was brought along with an act, in lines. */
function wordsOf(written: EventNote): string | null {
  const { note, finding, checkedHow, checkedOn, noVisit } = written;
  const { ground, elsewhere, until, doneBy, measures, caseNumber, checklist, disclosure } = written;
  const lines = [
    measures && `措施：${measures.map(measureName).join("、")}`,
    caseNumber && `公安机关的案件编号：${caseNumber}`,
    finding && `结论：${findingOf(finding).name}`,
    note,
    checkedHow && `核查方式：${checkWayName(checkedHow)}`,
    noVisit && `没有到现场核查的原因：${noVisit}`,
    checkedOn && `核查日期：${dayText(checkedOn)}`,
    ground && `依据：${ground}`,
    elsewhere && `还可以到：${elsewhere}`,
    doneBy && `请在${dayText(doneBy)}以前完成`,
    until && `延长到：${dayText(until)}`,
    checklist && `办结前已核对：${checklist.map(closingCheckName).join("；")}`,
    disclosure && `公开的文字：${disclosure.summary}\n${disclosure.measure}`,
  ].filter(Boolean);
  return lines.length > 0 ? lines.join("\n") : null;
}

/** The messages of an open tip, oldest first. */
export async function messagesOf(house: House, { tip, contentKey }: OpenTip) {
  const rows = await listMessages(house.db.read, tip.id);
  return rows.map((row): TipMessageView => {
    const { text } = unsealJson<{ text: string }>(
      contentKey,
      row.sealedText,
      places.message(tip.id, row.id),
    );
    return {
      at: row.at,
      from: row.from === "desk" ? "desk" : "reporter",
      by: row.department,
      text,
    };
  });
}
