import { type CalendarDate, dayText } from "./calendar-date.ts";
import { type DeskChange, departmentsOf } from "./desk-change.ts";
import type { ChangedPlace } from "./desk-change-problems.ts";
import type { DeskRole } from "./routed-desk.ts";
import type { RoutingDecision } from "./routing.ts";
import type { RoutingDifference } from "./routing-difference.ts";
import type { RoutingGap } from "./routing-gap.ts";
import { ruleItemSentence } from "./rule-item-sentences.ts";

/** What a change says, in sentences for whoever approves it. */
export function deskChangeSentences(place: ChangedPlace, change: DeskChange): string[] {
  const nameOf = (id: string) => place.departments.find((entry) => entry.id === id)?.name ?? id;
  const names = (ids: readonly string[]) => ids.map(nameOf).join("、") || "无";
  const { from } = change;
  switch (change.kind) {
    case "make":
      return [
        `自${dayText(from)}起设立${change.name}（${change.shortName}），编号 ${change.id}，上级是${nameOf(change.superior)}。`,
      ];
    case "rename":
      return [
        `自${dayText(from)}起，${names(departmentsOf(change))}更名为${change.name}（${change.shortName}），编号不变，原名照样查得到。`,
      ];
    case "dissolve":
      return [
        `自${dayText(from)}起撤销${names(change.departments)}，工作由${nameOf(change.successor)}接手。`,
        "从那天起新的举报由接手的部门接收；手里的举报由撤销的部门负责人移交，期限不变，举报人会看到。",
        "举报人要求回避撤销的部门的，接手的部门也要回避，交给上一级。",
      ];
    case "assign": {
      const rule = place.responsibilities.find(({ id }) => id === change.rule);
      return [
        `“${rule?.summary ?? change.rule}”自${dayText(from)}起由${names(change.leads)}牵头，${change.supporting.length > 0 ? `${names(change.supporting)}配合` : "没有配合部门"}；现在由${names(rule?.leads ?? [])}牵头，${rule && rule.supporting.length > 0 ? `${names(rule.supporting)}配合` : "没有配合部门"}。`,
      ];
    }
    case "divide":
      return [
        `自${dayText(from)}起，${change.items.length}条分工一起改变；在那天以前收到的举报不动。`,
        ...change.items.map((item) => ruleItemSentence(place, item)),
      ];
  }
}

/** A difference as a line of a table. */
export interface DifferenceLine {
  category: string;
  /** Empty when it holds everywhere. */
  areas: readonly string[];
  /** Name of the only industry in which it holds. */
  industry?: string;
  /** Tips of this kind in the past year; absent where the areas alone do not tell which they are. */
  tips?: number;
  before: readonly string[];
  after: readonly string[];
}

const ROLE_WORDS: Readonly<Record<DeskRole, string>> = {
  screening: "甄别",
  lead: "主办",
  supporting: "配合",
};

/** Who had it and who will, each with what they do. */
export function differenceLine({
  category,
  areas,
  industry,
  before,
  after,
}: RoutingDifference): DifferenceLine {
  const words = ({ desks }: RoutingDecision) =>
    desks.map(({ role, name }) => `${ROLE_WORDS[role]}：${name}`);
  const only = industry === undefined ? {} : { industry };
  return { category: category.label, areas, ...only, before: words(before), after: words(after) };
}

/** A matter nobody answers for from a day on. */
export function gapSentence({ category, areas, on }: RoutingGap & { on: CalendarDate }): string {
  const where = areas.length === 0 ? "" : `（只限${areas.join("、")}）`;
  return `从${dayText(on)}起，“${category.label}”${where}没有部门负责，会先到统筹的部门。`;
}
