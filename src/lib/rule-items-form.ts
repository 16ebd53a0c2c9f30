import type { Problem } from "#domain/problem.ts";
import type { Responsibility } from "#domain/responsibility.ts";
import { type RuleItem, ruleItem, ruleItems } from "#domain/rule-item.ts";
import { type BegunItem, ITEM_LINES, ITEM_LISTS, ITEM_TICKS } from "#domain/rule-item-fields.ts";
import { basisInput } from "./desk-change-form.ts";
import { formText } from "./signed-in.ts";

/** How far the form of a new division has come: what it holds, what is begun, what is wrong. */
export interface RuleItemsState {
  items: readonly RuleItem[];
  begun: BegunItem | null;
  /** Of what was just put in; fields as they are called on the page. */
  problems: readonly Problem[];
}

/** The state after the button that was pressed. Nothing is kept but what the form carries. */
export function ruleItemsState(form: FormData, rules: readonly Responsibility[]): RuleItemsState {
  const [act = "", at = ""] = formText(form, "act").split(":");
  const state = { items: carriedItems(form), begun: begunIn(form), problems: [] };
  return STEPS[act]?.(state, { at: Number(at), old: formText(form, "old"), rules }) ?? state;
}

/** What the use case is asked. */
export function divideInput(form: FormData, items: readonly RuleItem[]): Record<string, unknown> {
  return {
    kind: "divide",
    jurisdiction: formText(form, "jurisdiction"),
    items,
    isSilent: form.has("isSilent"),
    ...basisInput(form),
  };
}

interface Pressed {
  /** Which of the items. */
  at: number;
  /** The rule chosen. */
  old: string;
  rules: readonly Responsibility[];
}

const STEPS: Readonly<Record<string, (state: RuleItemsState, pressed: Pressed) => RuleItemsState>> =
  {
    add: (state) => ({ ...state, begun: EMPTY }),
    replace: (state, { old, rules }) => {
      const rule = rules.find(({ id }) => id === old);
      return rule === undefined ? withoutRule(state) : { ...state, begun: asBegun(rule) };
    },
    end: (state, { old }) =>
      old === ""
        ? withoutRule(state)
        : { ...state, items: [...state.items, { act: "end", rule: old }] },
    edit: (state, { at }) => {
      const item = state.items[at];
      if (item === undefined || item.act === "end") return state;
      const { openEnd = "", where = "" } = item;
      const begun = { ...EMPTY, ...item, openEnd, where };
      return { ...state, items: state.items.toSpliced(at, 1), begun };
    },
    drop: (state, { at }) => ({ ...state, items: state.items.toSpliced(at, 1) }),
    discard: (state) => ({ ...state, begun: null }),
    keep: kept,
    plan: kept,
  };

const EMPTY: BegunItem = {
  act: "add",
  rule: "",
  aspect: "",
  summary: "",
  mode: "",
  openEnd: "",
  where: "",
  topics: [],
  areas: [],
  industries: [],
  leads: [],
  supporting: [],
  isManual: false,
  isOpenEnded: false,
};

/** What is begun comes to the others, unless something is wrong with it. */
function kept(state: RuleItemsState): RuleItemsState {
  if (state.begun === null) return state;
  const { rule, ...said } = state.begun;
  const parsed = ruleItem.safeParse(said.act === "replace" ? { ...said, rule } : said);
  if (parsed.success) return { items: [...state.items, parsed.data], begun: null, problems: [] };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: `item.${String(path[0] ?? "act")}`,
    message,
  }));
  return { ...state, problems };
}

function withoutRule(state: RuleItemsState): RuleItemsState {
  return { ...state, problems: [{ field: "old", message: "请选哪一条分工。" }] };
}

function asBegun(rule: Responsibility): BegunItem {
  const { aspect, topics, areas, industries, summary, leads, supporting, mode } = rule;
  const { isManual, isOpenEnded, openEnd = "" } = rule;
  const said = { aspect, topics, areas, industries, summary, leads, supporting, mode };
  return { ...EMPTY, act: "replace", rule: rule.id, ...said, isManual, isOpenEnded, openEnd };
}

/** Items go along as one hidden field; one that somebody else wrote counts as none. */
function carriedItems(form: FormData): RuleItem[] {
  try {
    const parsed = ruleItems.safeParse(JSON.parse(formText(form, "items") || "[]"));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

function begunIn(form: FormData): BegunItem | null {
  const act = formText(form, "item.act");
  if (act !== "replace" && act !== "add") return null;
  const many = (name: string) => form.getAll(`item.${name}`).map(String).filter(Boolean);
  const lines = ITEM_LINES.map((name) => [name, formText(form, `item.${name}`).trim()]);
  const ticks = ITEM_TICKS.map((name) => [name, form.has(`item.${name}`)]);
  const lists = ITEM_LISTS.map((name) => [name, many(name)]);
  // Who comes first has a question of its own, since it leads the tips.
  const leads = [...new Set([...many("first"), ...many("leads")])];
  return { ...EMPTY, act, ...Object.fromEntries([...lines, ...ticks, ...lists]), leads };
}
