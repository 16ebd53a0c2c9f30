import type { CalendarDate } from "./calendar-date.ts";
import { isSameTask, superiors } from "./desk-exclusion.ts";
import { deskOf, type RoutedDesk, type RoutingPlace } from "./routed-desk.ts";
import { heirOf, isStanding } from "./standing-department.ts";
import type { TipAct } from "./tip-act-table.ts";

/** A tip about to pass into other hands. */
export interface MoveQuestion {
  /** As it stands on the day (`placeOn`). */
  place: RoutingPlace;
  on: CalendarDate;
  /** Its desks as the reporter was last told. */
  desks: readonly RoutedDesk[];
  /** Departments that hold a key to it now. */
  receiving: readonly string[];
  /** The department that hands it on, and in which role it held the tip. */
  from: { department: string; role: RoutedDesk["role"] };
  /** Where to, for a transfer or another supporter. */
  department?: string | undefined;
  isExcluded: (department: string) => boolean;
  /** How often it was returned before. */
  returns: number;
}

/** Its desks from now on, and which of them hold a key. */
export interface Move {
  desks: readonly RoutedDesk[];
  receiving: readonly string[];
}

type Reading = Move | { field: string; problem: string };

/** Returned this often, the coordinating body decides who leads. */
const RETURNS_UNTIL_DECIDED = 2;

/**
 * Where an act takes a tip; `task` leaves it where it is. Whoever hands it on keeps no key; supporting desks stay. No act takes
 * it to a department the reporter keeps out. `hand-over` is that of a department that is dissolved,
 * or that took over one whom the reporter keeps out: role, place in the row and days stay.
 */
export const MOVES: Readonly<Partial<Record<TipAct, (question: MoveQuestion) => Reading>>> = {
  transfer: (question) => {
    const target = chosen(question);
    if (typeof target !== "string") return target;
    const routed = question.desks.find(({ department }) => department === target);
    const reason = `由${nameOf(question, question.from.department)}移送。`;
    const lead = routed
      ? { ...withoutDue(routed), role: "lead" as const }
      : deskOf(question.place, target, "lead", reason, []);
    // Where it was screened for this desk, those named to support it come along.
    const isAsRouted = question.from.role === "screening" && routed?.role === "lead";
    return handedTo(question, lead, isAsRouted ? supportersOf(question) : []);
  },
  return: (question) => {
    const { place, from, returns } = question;
    const { intake, coordinator } = place.facts;
    const isUndecided = returns < RETURNS_UNTIL_DECIDED;
    const screening = isUndecided && intake.mode === "central" ? intake.screening : undefined;
    const to = firstOpen(question, [screening, coordinator, ...above(question, coordinator)]);
    if (to === undefined) return nowhere("return", "没有可以退回的部门，请改为移送或者上报。");
    const role = to === screening ? "screening" : "lead";
    const reason = `${nameOf(question, from.department)}认为不归它负责，由该部门重新分派。`;
    return handedTo(question, deskOf(place, to, role, reason, intake.cites), []);
  },
  escalate: (question) => {
    const { place, from } = question;
    const to = firstOpen(question, above(question, from.department));
    if (to === undefined) return nowhere("escalate", "没有更上一级的部门可以上报。");
    const reason = `由${nameOf(question, from.department)}上报。`;
    return handedTo(question, deskOf(place, to, "lead", reason, []), []);
  },
  involve: (question) => {
    const target = chosen(question);
    if (typeof target !== "string") return target;
    const { place, from, desks, receiving } = question;
    if (receiving.includes(target)) return department("这个部门已经能看到这件举报。");
    const reason = `由${nameOf(question, from.department)}请来参加办理。`;
    const others = desks.filter((desk) => desk.department !== target);
    const added = deskOf(place, target, "supporting", reason, []);
    return { desks: [...others, added], receiving: [...receiving, target] };
  },
  task: (question) => {
    const target = chosen(question);
    if (typeof target !== "string") return target;
    const { desks, receiving } = question;
    const isSupporting = desks.some(
      (desk) => desk.department === target && desk.role === "supporting",
    );
    if (!isSupporting || !receiving.includes(target)) {
      return department("这个部门还没有参加办理，请先办“增加配合部门”。");
    }
    return { desks, receiving };
  },
  "hand-over": (question) => {
    const { place, on, from, desks, receiving } = question;
    const { department } = from;
    const heir = heirOf(place.departments, department, on);
    if (heir === department && !question.isExcluded(department)) {
      return nowhere("act", "本部门没有撤销，也没有要回避的举报，不用移交。");
    }
    const { coordinator, supervisor } = place.facts;
    const aboveOffice = [...superiors(place, heir), coordinator, supervisor];
    const isLeftOut = from.role === "supporting" && question.isExcluded(heir);
    const to = isLeftOut ? null : firstOpen(question, [heir, ...aboveOffice]);
    if (to === undefined) return nowhere("act", "没有可以接手的部门，请报上一级确定。");
    const reason = handOverReason(question, heir);
    const taken = desks.flatMap((desk) => {
      if (desk.department !== department) return [desk];
      const { basis, ...rest } = desk;
      return to === null ? [] : [{ ...rest, ...deskOf(place, to, desk.role, reason, []), basis }];
    });
    return {
      desks: taken.filter((desk, nth) => nth === taken.findIndex((one) => isSameTask(one, desk))),
      receiving: receiving.flatMap((id) => (id === department ? (to ?? []) : id)),
    };
  },
};

function handOverReason(question: MoveQuestion, heir: string): string {
  const { department } = question.from;
  return heir === department
    ? `${nameOf(question, department)}接手了您要求回避的部门，改由该部门办理。`
    : `${nameOf(question, department)}撤销，由该部门接着办理。`;
}

function handedTo(question: MoveQuestion, desk: RoutedDesk, joining: readonly RoutedDesk[]): Move {
  const stays = (department: string) =>
    department !== desk.department && department !== question.from.department;
  const supporting = supportersOf(question).filter(
    ({ department }) => stays(department) && question.receiving.includes(department),
  );
  const joined = joining
    .flatMap((one) => todaysDesk(question, one))
    .filter(({ department }) => stays(department) && !question.receiving.includes(department))
    .filter((one, nth, all) => nth === all.findIndex((other) => isSameTask(other, one)));
  const desks = [desk, ...supporting, ...joined];
  return { desks, receiving: desks.map(({ department }) => department) };
}

/**
 * Whoever does the work of a desk that was named at the filing and has not read the tip yet. Nobody
 * where the reporter keeps them out: since the filing it may have taken over whom they named.
 */
function todaysDesk({ place, on, isExcluded }: MoveQuestion, desk: RoutedDesk): RoutedDesk[] {
  const heir = heirOf(place.departments, desk.department, on);
  if (isExcluded(heir)) return [];
  if (heir === desk.department) return [desk];
  return [{ ...desk, ...deskOf(place, heir, desk.role, desk.reason, []), basis: desk.basis }];
}

function supportersOf({ desks }: MoveQuestion): RoutedDesk[] {
  return desks.filter((desk) => desk.role === "supporting").map(withoutDue);
}

/** The day it was due belongs to the desk that had it; the new one gets its own. */
function withoutDue({ dueOn: _on, due: _due, ...desk }: RoutedDesk): RoutedDesk {
  return desk;
}

function chosen(question: MoveQuestion): string | { field: string; problem: string } {
  const { place, on, from, department: target } = question;
  const found = place.departments.find(({ id }) => id === target);
  if (found === undefined || target === undefined) {
    return department("本地没有这个部门，请从列表里选。");
  }
  if (!isStanding(found, on)) return department("这个部门现在不存在，请改选接手的部门。");
  if (target === from.department) return department("这件举报已经在这个部门。");
  if (question.isExcluded(target)) return department("举报人要求这个部门回避，请改选别的部门。");
  return target;
}

function department(problem: string) {
  return { field: "department", problem };
}

function nowhere(field: string, problem: string) {
  return { field, problem };
}

/** Everyone above a department, then the supervisor, who is always the last resort. */
function above({ place }: MoveQuestion, department: string): string[] {
  return [...superiors(place, department), place.facts.supervisor];
}

function firstOpen(question: MoveQuestion, candidates: readonly (string | undefined)[]) {
  return candidates.find(
    (candidate) =>
      candidate !== undefined &&
      candidate !== question.from.department &&
      !question.isExcluded(candidate),
  );
}

function nameOf({ place }: MoveQuestion, department: string): string {
  return place.departments.find(({ id }) => id === department)?.name ?? department;
}
