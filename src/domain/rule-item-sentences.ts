import { aspectName } from "./aspect.ts";
import type { ChangedPlace } from "./desk-change-problems.ts";
import { RESPONSIBILITY_MODES, type Responsibility } from "./responsibility.ts";
import type { RuleItem } from "./rule-item.ts";

/** What a rule says, as far as a change may touch it. */
type Said = Pick<
  Responsibility,
  | "aspect"
  | "topics"
  | "areas"
  | "industries"
  | "summary"
  | "leads"
  | "supporting"
  | "mode"
  | "isManual"
  | "isOpenEnded"
> & { openEnd?: string | undefined; where?: string | undefined };

/** What becomes of one rule, in a sentence for whoever approves it. */
export function ruleItemSentence(place: ChangedPlace, item: RuleItem): string {
  const old =
    item.act === "add" ? undefined : place.responsibilities.find(({ id }) => id === item.rule);
  const before = old === undefined ? "" : ruleSentence(place, old);
  switch (item.act) {
    case "end":
      return `结束：${before}。`;
    case "add":
      return `新增：${ruleSentence(place, item)}。`;
    case "replace":
      return `修改：${ruleSentence(place, item)}。原来是：${before}。`;
  }
}

/** `“summary”（scope），by whom，how`, without a full stop. */
export function ruleSentence(place: ChangedPlace, rule: Said): string {
  const names = (table: readonly { id: string; name: string }[], ids: readonly string[]) =>
    ids.map((id) => table.find((entry) => entry.id === id)?.name ?? id).join("、");
  const { topics, areas, industries, supporting, openEnd, where } = rule;
  const scope = [
    aspectName(rule.aspect),
    ...(topics.length > 0 ? [names(place.topics, topics)] : ["整个方面"]),
    ...(areas.length > 0 ? [`只限${names(place.areas, areas)}`] : []),
    ...(industries.length > 0 ? [`只限${names(place.industries, industries)}行业`] : []),
  ];
  const mode = RESPONSIBILITY_MODES.find(({ id }) => id === rule.mode)?.name ?? "";
  const leads = names(place.departments, rule.leads);
  return [
    `“${rule.summary}”（${scope.join("；")}）`,
    rule.isManual ? `由谁牵头要由人确定${leads && `，文件提到${leads}`}` : `由${leads}${mode}`,
    supporting.length > 0 ? `${names(place.departments, supporting)}配合` : "没有配合部门",
    ...(rule.isOpenEnded ? [openEnd ? `可以增加部门（${openEnd}）` : "可以增加部门"] : []),
    ...(where ? [`见${where}`] : []),
  ].join("，");
}
