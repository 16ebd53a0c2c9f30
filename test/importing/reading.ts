import type { ReadingContext } from "#importing/reading.ts";
import type { SheetCell } from "#importing/workbook/workbook.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("content is not sound");
export const CONTENT = snapshot;

/** What cells are read against, in one of the places of this repository. */
export function contextOf(jurisdiction: string, unit: string | null = null): ReadingContext {
  const place = CONTENT.jurisdictions.find((entry) => entry.id === jurisdiction);
  if (place === undefined) throw new Error(`no ${jurisdiction}`);
  return {
    place,
    industries: CONTENT.industries,
    words: CONTENT.importing.words,
    today: "2026-11-21",
    unit,
  };
}

export function cell(text: string, more: Partial<SheetCell> = {}): SheetCell {
  return { text, ...more };
}
