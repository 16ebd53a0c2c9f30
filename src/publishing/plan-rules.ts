import type { CalendarDate } from "#domain/calendar-date.ts";
import type { DeskChange } from "#domain/desk-change.ts";
import type { RuleItem } from "#domain/rule-item.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { freeId } from "./free-id.ts";
import { appendItem, changeItem } from "./yaml-items.ts";

type Change<Kind extends DeskChange["kind"]> = Extract<DeskChange, { kind: Kind }>;
type Item = Record<string, unknown>;
export type Cite = { document: string; where: string };

/** The text of the rules with one that ends, and one with other desks, and the new citation. */
export function assigned(
  text: string,
  place: JurisdictionFolder,
  { rule, leads, supporting, from }: Change<"assign">,
  cite: Cite,
): string {
  return replaced(text, idsIn(place), rule, { leads, supporting, activeFrom: from, cites: [cite] });
}

/** The text of the rules divided anew: what ends is dated, what begins is added, in their order. */
export function divided(
  text: string,
  place: JurisdictionFolder,
  { items, from, jurisdiction }: Change<"divide">,
  cite: Cite,
): string {
  const ids = idsIn(place);
  return items.reduce((before, item) => {
    if (item.act === "end") return changeItem(before, [], item.rule, ended(from));
    const life = {
      activeFrom: from,
      cites: [{ ...cite, ...(item.where && { where: item.where }) }],
    };
    const next = { ...ruleOf(item), ...life };
    return item.act === "replace"
      ? replaced(before, ids, item.rule, next)
      : appendItem(before, [], {
          id: taken(ids, `${jurisdiction}-rule-${from.replaceAll("-", "")}`),
          ...next,
          printedAs: null,
          implementer: null,
        });
  }, text);
}

/** Whether every rule of a change ends and begins already as it says. */
export function isDivided(
  { responsibilities }: JurisdictionFolder,
  change: Change<"assign"> | Change<"divide">,
): boolean {
  const { from } = change;
  const items: readonly Done[] =
    change.kind === "divide" ? change.items : [{ ...change, act: "replace" }];
  const hasEnded = (rule: string) =>
    responsibilities.some(({ id, activeTo }) => id === rule && activeTo === from);
  const hasBegun = ({ leads, supporting, summary }: Begun) =>
    responsibilities.some(
      (rule) =>
        rule.activeFrom === from &&
        rule.leads.join() === leads.join() &&
        rule.supporting.join() === supporting.join() &&
        (summary === undefined || rule.summary === summary),
    );
  return items.every(
    (item) => (item.act === "add" || hasEnded(item.rule)) && (item.act === "end" || hasBegun(item)),
  );
}

interface Begun {
  leads: readonly string[];
  supporting: readonly string[];
  summary?: string;
}
type Done =
  | { act: "end"; rule: string }
  | ({ act: "replace"; rule: string } & Begun)
  | ({ act: "add" } & Begun);

/** A rule ends, and one that says otherwise in `over` goes on in its place. */
function replaced(
  text: string,
  ids: string[],
  rule: string,
  over: Item & { activeFrom: CalendarDate },
): string {
  const { activeFrom } = over;
  let next: Item = {};
  const before = changeItem(text, [], rule, (item) => {
    // Words of the old document are not those of the new one.
    const { isManual: _, isOpenEnded, openEnd, ...kept } = item;
    const end = openEnd === undefined ? { isOpenEnded } : { isOpenEnded, openEnd };
    const id = taken(ids, `${rule}-${activeFrom.replaceAll("-", "")}`);
    next = { ...kept, ...("isOpenEnded" in over ? {} : end), ...over, id, printedAs: null };
    return ended(activeFrom)(item);
  });
  return appendItem(before, [], next);
}

/** What an item says as the file has it: nothing where nothing is said. */
function ruleOf({ act: _, where: __, ...item }: Exclude<RuleItem, { act: "end" }>): Item {
  const { rule: ___, isManual, openEnd, ...said } = { rule: "", ...item };
  return { ...said, ...(isManual && { isManual }), ...(openEnd && { openEnd }) };
}

function ended(activeTo: CalendarDate) {
  return (item: Item): Item => ({ ...item, activeTo });
}

function idsIn({ responsibilities }: JurisdictionFolder): string[] {
  return responsibilities.map(({ id }) => id);
}

/** An id nobody has, given away at once. */
function taken(ids: string[], wanted: string): string {
  const id = freeId(ids, wanted);
  ids.push(id);
  return id;
}
