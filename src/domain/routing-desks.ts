import { aspectName } from "./aspect.ts";
import { RESPONSIBILITY_MODES, type Responsibility } from "./responsibility.ts";
import { deskOf, type RoutedDesk, type RoutingPlace } from "./routed-desk.ts";
import { isAboutRecord, type TipCategory } from "./tip-category.ts";

/** The first lead of the first rule leads; everyone else the rules name supports. */
export function desksOfRules(
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
  if (isAboutRecord(category))
    return `“${category.label}”由公布那条记录的部门办理；没有写明由谁公布的，由统筹协调的部门接收。`;
  if (rule === undefined)
    return `“${category.label}”由谁负责，本地文件未规定；先由统筹协调的部门确定承办部门。`;
  return `“${category.label}”由谁牵头，文件没有写明（${rule.summary}）；先由统筹协调的部门确定承办部门。`;
}

/**
 * Where a person decides who leads, those the text names: only where they are merely named, since
 * central intake gives them nothing to read yet.
 */
export function candidates(place: RoutingPlace, rule: Responsibility | undefined): RoutedDesk[] {
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

/** The coordinating body, where no rule or only a person can say who leads. */
export function coordinatorDesk(
  place: RoutingPlace,
  category: TipCategory,
  rule: Responsibility | undefined,
): RoutedDesk {
  const reason = coordinatorReason(category, rule);
  return deskOf(place, place.facts.coordinator, "lead", reason, place.facts.filingsTo.cites);
}

/** With central intake the desk that screens comes first; a tip about a department skips it. */
export function screeningDesks(place: RoutingPlace, category: TipCategory): RoutedDesk[] {
  const { intake } = place.facts;
  if (intake.mode !== "central" || intake.screening === undefined || category.toSuperior) return [];
  return [deskOf(place, intake.screening, "screening", `${intake.text}。`, intake.cites)];
}
