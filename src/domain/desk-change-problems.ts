import { type CalendarDate, dayText } from "./calendar-date.ts";
import type { Department } from "./department.ts";
import type { DeskChange } from "./desk-change.ts";
import type { Industry } from "./industry.ts";
import type { Problem } from "./problem.ts";
import type { Responsibility, Topic } from "./responsibility.ts";
import { problemsOfItems } from "./rule-item-problems.ts";
import { problemsOfStanding as standing } from "./standing-problems.ts";

/** What a change is held against: the place as its content says. */
export interface ChangedPlace {
  departments: readonly Department[];
  responsibilities: readonly Responsibility[];
  areas: readonly { id: string; name: string }[];
  topics: readonly Topic[];
  industries: readonly Industry[];
  /** Ids of the documents the register knows. */
  documents: readonly string[];
}

type Change<Kind extends DeskChange["kind"]> = Extract<DeskChange, { kind: Kind }>;
type Rule<Kind extends DeskChange["kind"]> = (
  place: ChangedPlace,
  change: Change<Kind>,
  today: CalendarDate,
) => Problem[];

/** Everything that stands against a change, as the place stands and as of today. */
export function problemsOfDeskChange(
  place: ChangedPlace,
  change: DeskChange,
  today: CalendarDate,
): Problem[] {
  const isUnknown = change.document !== undefined && !place.documents.includes(change.document);
  const rule = RULES[change.kind] as Rule<DeskChange["kind"]>;
  return [
    ...(isUnknown ? [problem("document", "没有这份文件，请从列表里选，或者填写新文件。")] : []),
    ...rule(place, change, today),
  ];
}

const RULES: { [Kind in DeskChange["kind"]]: Rule<Kind> } = {
  make: ({ departments, areas }, { id, name, area, superior, from }) => [
    ...(departments.some((entry) => entry.id === id)
      ? [problem("id", "这个编号已经给过别的部门，编号不重复使用，请换一个。")]
      : []),
    ...(departments.some((entry) => isTaken(name, entry, id))
      ? [problem("name", "本地已经有这个名称的部门。")]
      : []),
    ...(area !== undefined && !areas.some((entry) => entry.id === area)
      ? [problem("area", "这个地区没有这个县（市、区），请从列表里选。")]
      : []),
    ...standing(departments, "superior", [superior], from),
  ],
  rename: ({ departments }, { department, name, from }) => [
    ...standing(departments, "department", [department], from),
    ...(departments.some((entry) => isTaken(name, entry, department))
      ? [problem("name", "本地已经有这个名称的部门，或者名称没有变。")]
      : []),
    ...departments
      .filter(({ id }) => id === department)
      .map((entry) => lastRenaming(entry))
      .filter((last) => last !== undefined && last >= from)
      .map((last = "") => problem("from", `要晚于上一次更名的日期${dayText(last)}。`)),
  ],
  dissolve: ({ departments }, { departments: gone, successor, from }, today) => [
    ...standing(departments, "departments", gone, from),
    ...standing(departments, "successor", [successor], from),
    ...(gone.includes(successor) ? [problem("successor", "接手的部门不能同时撤销，请改选。")] : []),
    ...departments
      .filter(({ id, activeTo }) => gone.includes(id) && activeTo !== undefined)
      .map(({ name, activeTo }) =>
        problem("departments", `${name}已定于${dayText(activeTo ?? "")}撤销。`),
      ),
    ...(departments.some(
      ({ id, activeTo }) => id === successor && activeTo !== undefined && !gone.includes(id),
    )
      ? [problem("successor", "接手的部门自己已定撤销，请改选接手它的部门。")]
      : []),
    ...notPast(from, today),
  ],
  assign: ({ departments, responsibilities }, { rule: id, leads, supporting, from }, today) => {
    const rule = responsibilities.find((entry) => entry.id === id);
    if (rule === undefined) return [problem("rule", "没有这条分工，请从列表里选。")];
    const isSame = same(rule.leads, leads) && same(rule.supporting, supporting);
    return [
      ...(rule.activeTo === undefined
        ? []
        : [problem("rule", `这条分工已定于${dayText(rule.activeTo)}失效，请选接着生效的那一条。`)]),
      ...(from <= rule.activeFrom
        ? [problem("from", `要晚于这条分工的生效日期${dayText(rule.activeFrom)}。`)]
        : []),
      ...standing(departments, "leads", leads, from),
      ...standing(departments, "supporting", supporting, from),
      ...(leads.some((lead) => supporting.includes(lead))
        ? [problem("supporting", "同一个部门不能又牵头又配合。")]
        : []),
      ...(isSame ? [problem("leads", "与现在的分工相同，没有变化。")] : []),
      ...notPast(from, today),
    ];
  },
  divide: (place, { items, from }, today) => [
    ...problemsOfItems(place, items, from),
    ...notPast(from, today),
  ],
};

/** Whether others bear a name or are to bear it, or whoever is to take it has it already. */
function isTaken(name: string, entry: Department, by: string): boolean {
  const { name: first, laterNames } = entry;
  const names = [first, ...laterNames.map((later) => later.name)];
  return entry.id === by ? names.at(-1) === name : names.includes(name);
}

/** First day of the newest name, also where it is yet to come. */
function lastRenaming({ formerNames, laterNames }: Department): CalendarDate | undefined {
  return laterNames.at(-1)?.activeFrom ?? formerNames.at(-1)?.activeTo;
}

/** What was in force is on record and is not changed backwards. */
function notPast(from: CalendarDate, today: CalendarDate): Problem[] {
  return from < today ? [problem("from", "生效日期已经过去，请写今天或者以后的日期。")] : [];
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}

function problem(field: string, message: string): Problem {
  return { field, message };
}
