import { z } from "zod";
import { fieldNames } from "#domain/act-field.ts";
import { problemsOfChecklist } from "#domain/closing-check.ts";
import type { Disclosure } from "#domain/disclosure.ts";
import type { Permission } from "#domain/staff-role.ts";
import { actRule, lawfulActs, type Rule } from "#domain/tip-act.ts";
import { problemsOfInput, type TipActInput, tipActInput } from "#domain/tip-act-input.ts";
import type { ActNeed, Actor, TipAct } from "#domain/tip-act-table.ts";
import { type Finding, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { type Clerk, placeOf, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type OpenTip, standingOf, type TipCourse } from "./open-tip.ts";
import { problemsOf } from "./problems-of.ts";

export interface ActRequest {
  /** One of `TIP_ACTS`. */
  act: string;
  /** Read as `tipActInput`. */
  input: unknown;
  /** Kept in the clear with the event where the input names no finding. */
  outcome?: string;
  /** Sealed with the event: what is proposed or agreed to become public. */
  disclosure?: Disclosure;
}

/** Who acts on an opened tip: a desk through a clerk, or the reporter. */
export type Doer =
  | { opened: TipAtDesk; role: Actor; by: string; clerk: Clerk }
  | { opened: OpenTip; role: "reporter"; by: "reporter"; clerk: null };

export interface CheckedAct {
  act: TipAct;
  /** null: the status stays. */
  to: TipStatus | null;
  said: Omit<TipActInput, "version">;
}

/** Reads an act, or says everything that stands against it: where the tip stands, who asks, what for. */
export function checkAct(
  house: House,
  doer: Doer,
  course: TipCourse,
  { act, input }: ActRequest,
): Outcome<CheckedAct> {
  const { tip } = doer.opened;
  if (isOvertaken(input, tip.version)) return refuse("conflict", [OVERTAKEN]);
  const rule = actRule(act, standingOf(tip, course));
  if (rule === undefined) return refuse("conflict", [notLawful(doer, course)]);
  if (!rule.by.includes(doer.role) || !mayOf(doer)(rule.permission))
    return refuse("forbidden", [notLawful(doer, course)]);
  if (isSamePerson(doer, course, rule)) return refuse("forbidden", [SAME_PERSON]);
  const parsed = tipActInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { version: _, ...given } = parsed.data;
  const problems = [
    ...problemsOfInput(rule.needs, given, house.today()),
    ...(rule.needs.includes("checklist") && given.checklist !== undefined
      ? problemsOfChecklist(given.checklist, tip.finding as Finding | null)
      : []),
  ];
  if (problems.length > 0) return refuse("invalid", problems);
  return { value: { act: rule.act, to: rule.to, said: belonging(given, rule.needs) } };
}

/** Whether an act was meant for an older version; that somebody acted since says more than the table. */
function isOvertaken(input: unknown, version: number): boolean {
  const seen = z.looseObject({ version: tipActInput.shape.version.unwrap() }).safeParse(input);
  return seen.success && seen.data.version !== version;
}

/** A finding sent along with a reply, say, must not change what was found. */
function belonging(given: CheckedAct["said"], needs: readonly ActNeed[]): CheckedAct["said"] {
  const brought: readonly string[] = fieldNames(needs);
  return Object.fromEntries(Object.entries(given).filter(([field]) => brought.includes(field)));
}

export const SAME_PERSON = { field: "act", message: "申请的人不能自己同意，请另一位负责人办理。" };

/** What a second person agrees to, by the act in which they do. */
const ASKED_IN: Readonly<Partial<Record<TipAct, TipAct>>> = {
  disclose: "propose-disclosure",
};

/** Whether somebody would agree to what they asked themselves. */
function isSamePerson({ clerk }: Doer, { done }: TipCourse, rule: Rule): boolean {
  if (!rule.isSecondPerson || clerk === null) return false;
  if (clerk.isAlone && !rule.isNeverAlone) return false;
  return done.findLast(({ act }) => act === ASKED_IN[rule.act])?.actor === clerk.id;
}

/** Said to whoever acts on what somebody else has just changed. */
export const OVERTAKEN = {
  field: "version",
  message: "刚刚有人办过这件举报，请重新打开，看过以后再办。",
};

/** Names the acts that are lawful for this doer where the tip stands. */
function notLawful(doer: Doer, course: TipCourse) {
  const { opened, role } = doer;
  const standing = standingOf(opened.tip, course);
  const lawful = lawfulActs(standing, role, mayOf(doer));
  const names = lawful.map((rule) => `${rule.name}（${rule.act}）`);
  const status = tipStatusOf(standing.status).name;
  const who = role === "reporter" ? "您" : ROLE_NAMES[role];
  const message =
    names.length === 0
      ? `这件举报现在是“${status}”，${who}没有可以做的了。`
      : `这件举报现在是“${status}”，${who}可以做的是：${names.join("、")}。`;
  return { field: "act", message };
}

/** What the doer is allowed at the desk for which they act; a reporter needs no permission. */
function mayOf({ opened, clerk, by }: Doer): (permission: Permission | null) => boolean {
  return (permission) =>
    clerk === null || (permission !== null && clerk.may(permission, placeOf(opened.tip, by)));
}

const ROLE_NAMES = {
  screening: "甄别部门",
  lead: "主办部门",
  supporting: "配合部门",
  coordinator: "统筹部门",
  disclosing: "承办部门",
  handingOver: "移交部门",
} as const;
