import { disclosureStage } from "./disclosure.ts";
import { isIdentityAsked } from "./identity-look.ts";
import type { Permission } from "./staff-role.ts";
import { type Actor, type ActRule, TIP_ACTS, type TipAct } from "./tip-act-table.ts";
import type { Finding, TipStatus } from "./tip-status.ts";

/** Where a tip stands, as far as it decides what may follow. */
export interface TipStanding {
  status: TipStatus;
  finding: Finding | null;
  /** Whether the reporter has given a name. */
  isNamed: boolean;
  /** The acts done so far, in order. */
  acts: readonly string[];
}

/** An act that is lawful now, as the pages and the API offer it. */
export type LawfulAct = Pick<ActRule, "name" | "needs"> & { act: TipAct; hasOwnForm: boolean };

/** The acts that someone in this role, with these permissions, may do now. */
export function lawfulActs(
  standing: TipStanding,
  by: Actor,
  may: (permission: Permission | null) => boolean = () => true,
): readonly LawfulAct[] {
  return rules()
    .filter((rule) => isLawful(rule, standing) && rule.by.includes(by) && may(rule.permission))
    .map(({ act, name, needs, hasOwnForm = false }) => ({ act, name, needs, hasOwnForm }));
}

/** The rule of an act where a tip stands; undefined when the act is not lawful there for anyone. */
export function actRule(act: string, standing: TipStanding): Rule | undefined {
  return rules().find((rule) => rule.act === act && isLawful(rule, standing));
}

/** How an act is called, what it asks for and tells the reporter; null for the filing itself. */
export function actOf(
  act: string,
): Pick<ActRule, "name" | "tells" | "to" | "needs" | "permission"> | null {
  return rules().find((rule) => rule.act === act) ?? null;
}

/** The clock stands still while the reporter is being asked. */
export function isPaused(acts: readonly string[]): boolean {
  return acts.findLast((act) => act === "ask" || act === "resume") === "ask";
}

/** What holds for an act beyond its status. */
function isLawful(rule: ActRule, { status, finding, isNamed, acts }: TipStanding): boolean {
  const hasFinding = !rule.findings || (finding !== null && rule.findings.includes(finding));
  const isFirst = !rule.isOnce || !acts.includes(rule.act);
  const isItsTurn = TURNS[rule.act]?.(acts) ?? true;
  const fitsName = isNamed ? !rule.isForUnnamed : !rule.isForNamed;
  return rule.from.includes(status) && hasFinding && isFirst && isItsTurn && fitsName;
}

/** What answers something comes after it: the clock goes on after a question, and so on. */
const TURNS: Readonly<Record<string, (acts: readonly string[]) => boolean>> = {
  ask: (acts) => !isPaused(acts),
  resume: isPaused,
  "allow-identity": isIdentityAsked,
  "decline-identity": isIdentityAsked,
  "propose-disclosure": (acts) => disclosureStage(acts) !== "disclosed",
  disclose: (acts) => disclosureStage(acts) === "proposed",
  "agree-disclosure": (acts) => disclosureStage(acts) === "proposed",
  "withdraw-disclosure": (acts) => disclosureStage(acts) === "disclosed",
};

export type Rule = ActRule & { act: TipAct };

function rules(): readonly Rule[] {
  return TIP_ACTS;
}
