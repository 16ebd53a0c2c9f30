import { ASPECTS } from "./aspect.ts";
import { EQUIPMENT_STATES } from "./equipment-state.ts";
import { ENTRY_CHANGES } from "./list-entry.ts";

/** The Chinese word for each code that rows of a list use. It travels with the rows in `data.json`. */
export interface ListWords {
  aspects: Readonly<Record<string, string>>;
  states: Readonly<Record<string, string>>;
  changes: Readonly<Record<string, string>>;
}

export const LIST_WORDS: ListWords = {
  aspects: wordsOf(ASPECTS),
  states: wordsOf(EQUIPMENT_STATES),
  changes: wordsOf(ENTRY_CHANGES),
};

function wordsOf(table: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(table.map((row) => [row.id, row.name]));
}
