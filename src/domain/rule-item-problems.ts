import { type CalendarDate, dayText } from "./calendar-date.ts";
import type { ChangedPlace } from "./desk-change-problems.ts";
import type { Problem } from "./problem.ts";
import type { Responsibility } from "./responsibility.ts";
import type { RuleItem } from "./rule-item.ts";
import { problemsOfStanding } from "./standing-problems.ts";

/** What stands against each rule of a new division from a day; fields are `items.<n>.<field>`. */
export function problemsOfItems(
  place: ChangedPlace,
  items: readonly RuleItem[],
  from: CalendarDate,
): Problem[] {
  return items.flatMap((item, index) => {
    const others = items.slice(0, index);
    const isTwice =
      item.act !== "add" && others.some((other) => other.act !== "add" && other.rule === item.rule);
    return [
      ...(isTwice ? [{ field: "rule", message: "这条分工在这次调整里已经有了。" }] : []),
      ...problemsOfItem(place, item, from),
    ].map(({ field, message }) => ({ field: `items.${index}.${field}`, message }));
  });
}

/** What stands against one of them by itself. */
export function problemsOfItem(place: ChangedPlace, item: RuleItem, from: CalendarDate): Problem[] {
  const old = item.act === "add" ? [] : problemsOfOld(place.responsibilities, item.rule, from);
  if (item.act === "end") return old;
  const { departments, responsibilities } = place;
  const rule = responsibilities.find(({ id }) => item.act === "replace" && id === item.rule);
  return [
    ...old,
    ...(rule !== undefined && saysTheSame(rule, item)
      ? [{ field: "rule", message: "与现在的分工相同，没有变化。" }]
      : []),
    ...problemsOfStanding(departments, "leads", item.leads, from),
    ...problemsOfStanding(departments, "supporting", item.supporting, from),
    ...unknown(place.topics, "topics", item.topics, "事项"),
    ...unknown(place.areas, "areas", item.areas, "县（市、区）"),
    ...unknown(place.industries, "industries", item.industries, "行业"),
  ];
}

function problemsOfOld(rules: readonly Responsibility[], id: string, from: CalendarDate) {
  const rule = rules.find((entry) => entry.id === id);
  const problem = (message: string): Problem[] => [{ field: "rule", message }];
  if (rule === undefined) return problem("没有这条分工，请从列表里选。");
  if (rule.activeTo !== undefined)
    return problem(`“${rule.summary}”已定于${dayText(rule.activeTo)}失效，请选接着生效的那一条。`);
  return from <= rule.activeFrom
    ? problem(`“${rule.summary}”${dayText(rule.activeFrom)}才生效，生效日期要比它晚。`)
    : [];
}

const LINES = ["aspect", "summary", "mode", "openEnd", "isManual", "isOpenEnded"] as const;
const LISTS = ["topics", "areas", "industries", "leads", "supporting"] as const;

/** Whether a rule would say what it says already; who comes first matters, as it leads the tips. */
function saysTheSame(rule: Responsibility, item: Exclude<RuleItem, { act: "end" }>): boolean {
  const inOrder = (ids: readonly string[]) => [...ids].sort().join();
  return (
    item.where === undefined &&
    rule.leads[0] === item.leads[0] &&
    LINES.every((field) => rule[field] === item[field]) &&
    LISTS.every((field) => inOrder(rule[field]) === inOrder(item[field]))
  );
}

function unknown(
  table: readonly { id: string }[],
  field: string,
  ids: readonly string[],
  what: string,
): Problem[] {
  return ids.every((id) => table.some((entry) => entry.id === id))
    ? []
    : [{ field, message: `没有这个${what}，请从列表里选。` }];
}
