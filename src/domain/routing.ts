import { aspectName } from "./aspect.ts";
import { type CalendarDate, isActive } from "./calendar-date.ts";
import { withoutExcluded } from "./desk-exclusion.ts";
import { RESPONSIBILITY_MODES, type Responsibility } from "./responsibility.ts";
import { deskOf, type RoutedDesk, type RoutingPlace } from "./routed-desk.ts";
import type { TipCategory } from "./tip-category.ts";

export interface RoutingQuestion {
  category: TipCategory;
  /** Area id, when known. */
  area?: string | undefined;
  /** Industry id of the enterprise, when known. */
  industry?: string | undefined;
  /** Departments that must not see the tip. */
  exclude: readonly string[];
  on: CalendarDate;
}

export interface RoutingDecision {
  /** Empty only when every desk that could take the tip was excluded. */
  desks: readonly RoutedDesk[];
  /** Id of the rule that applied, or `coordinator` when none did. */
  rule: string;
  /** The text leaves the circle of departments open (等部门); a person may add some. */
  openEnded: boolean;
}

/**
 * Who gets a tip, and why. The rule of a topic comes before the rule of its aspect; where the local
 * text is silent on a topic every place must take (地条钢, trap 34), the aspects named by the
 * category answer. What no rule or only a person can decide goes to the coordinator. With central
 * intake the screening desk comes first and the others are named as those who would handle it.
 */
export function routeTip(place: RoutingPlace, question: RoutingQuestion): RoutingDecision {
  const found = findRules(place, question);
  const [first] = found.rules;
  const handling =
    first === undefined || first.isManual
      ? [
          coordinatorDesk(place, coordinatorReason(question.category, first)),
          ...candidates(place, first),
        ]
      : desksOfRules(place, found.rules, found.isSilent, question.category);
  const desks = withoutExcluded(place, question.exclude, [
    ...screeningDesks(place, question.category),
    ...handling,
  ]);
  return {
    desks,
    rule: first?.id ?? "coordinator",
    openEnded: found.rules.some((rule) => rule.isOpenEnded),
  };
}

/** The desks that receive the tip at once; with central intake only the screening desk does. */
export function receivingDesks(decision: RoutingDecision): readonly RoutedDesk[] {
  const screening = decision.desks.filter((desk) => desk.role === "screening");
  return screening.length > 0 ? screening : decision.desks;
}

function findRules(place: RoutingPlace, question: RoutingQuestion) {
  const { category } = question;
  if (category.toSuperior) return { rules: [], isSilent: false };
  const rules = place.responsibilities.filter((rule) => rule.isForTips && applies(rule, question));
  const { topic } = category;
  const ofTopic = topic === undefined ? [] : rules.filter((rule) => rule.topics.includes(topic));
  if (ofTopic.length > 0) {
    return { rules: onePerAspect(ofTopic, [category.aspect]), isSilent: false };
  }
  const aspects =
    topic !== undefined && category.fallbackAspects.length > 0
      ? category.fallbackAspects
      : [category.aspect];
  const ofAspects = rules.filter(
    (rule) => rule.topics.length === 0 && aspects.includes(rule.aspect),
  );
  return { rules: onePerAspect(ofAspects, aspects), isSilent: topic !== undefined };
}

function applies(rule: Responsibility, question: RoutingQuestion): boolean {
  return (
    isActive(rule, question.on) &&
    isWithin(rule.areas, question.area) &&
    isWithin(rule.industries, question.industry)
  );
}

function isWithin(scope: readonly string[], value: string | undefined): boolean {
  return scope.length === 0 || (value !== undefined && scope.includes(value));
}

/** The narrowest rule of each aspect, the aspects that were asked for first. */
function onePerAspect(rules: readonly Responsibility[], aspects: readonly string[]) {
  const rank = (rule: Responsibility) => {
    const place = aspects.indexOf(rule.aspect);
    return place === -1 ? aspects.length : place;
  };
  const width = (rule: Responsibility) =>
    Number(rule.areas.length === 0) + Number(rule.industries.length === 0);
  const sorted = rules.toSorted((a, b) => rank(a) - rank(b) || width(a) - width(b));
  return sorted.filter(
    (rule, index) => sorted.findIndex((other) => other.aspect === rule.aspect) === index,
  );
}

/** The first lead of the first rule leads; everyone else the rules name supports. */
function desksOfRules(
  place: RoutingPlace,
  rules: readonly Responsibility[],
  isSilent: boolean,
  category: TipCategory,
): RoutedDesk[] {
  const desks: RoutedDesk[] = [];
  for (const rule of rules) {
    for (const department of [...rule.leads, ...rule.supporting]) {
      if (desks.some((desk) => desk.department === department)) continue;
      const isLead = rule.leads.includes(department);
      desks.push(
        deskOf(
          place,
          department,
          desks.length === 0 ? "lead" : "supporting",
          ruleReason(rule, isLead, isSilent, category),
          rule.cites,
        ),
      );
    }
  }
  return desks;
}

function ruleReason(
  rule: Responsibility,
  isLead: boolean,
  isSilent: boolean,
  category: TipCategory,
): string {
  const silence = isSilent ? `“${category.label}”一事本地文件未规定，` : "";
  const mode = RESPONSIBILITY_MODES.find((entry) => entry.id === rule.mode)?.name ?? "";
  const matter = rule.topics.length > 0 ? `“${category.label}”` : `${aspectName(rule.aspect)}方面`;
  const share = isLead ? `由该部门${mode}` : "由该部门配合";
  return `${silence}${silence ? "按" : ""}${matter}${silence ? "分工" : ""}${share}（${rule.summary}）。`;
}

function coordinatorReason(category: TipCategory, rule: Responsibility | undefined): string {
  if (category.toSuperior) return "反映部门履职情况的举报，由统筹协调的部门接收。";
  if (rule === undefined)
    return `“${category.label}”由谁负责，本地文件未规定；先由统筹协调的部门确定承办部门。`;
  return `“${category.label}”由谁牵头，文件没有写明；先由统筹协调的部门确定承办部门。`;
}

/**
 * Where a person decides who leads, those the text names: only where they are merely named, since
 * central intake gives them nothing to read yet.
 */
function candidates(place: RoutingPlace, rule: Responsibility | undefined): RoutedDesk[] {
  if (rule === undefined || place.facts.intake.mode !== "central") return [];
  return [...rule.leads, ...rule.supporting].map((department) =>
    deskOf(
      place,
      department,
      "supporting",
      "文件没有写明由谁牵头，甄别后可能由该部门办理。",
      rule.cites,
    ),
  );
}

function coordinatorDesk(place: RoutingPlace, reason: string): RoutedDesk {
  return deskOf(place, place.facts.coordinator, "lead", reason, place.facts.filingsTo.cites);
}

function screeningDesks(place: RoutingPlace, category: TipCategory): RoutedDesk[] {
  const { intake } = place.facts;
  if (intake.mode !== "central" || intake.screening === undefined || category.toSuperior) return [];
  return [deskOf(place, intake.screening, "screening", `${intake.text}。`, intake.cites)];
}
