import { type NormalText, normalizeField } from "#domain/tokenizer.ts";
import { isLetterWord, matchInitials, type Readings, SEAM, spellingOf } from "./initials.ts";
import type { Marks, Range } from "./query.ts";
import { FIELD_GROUPS, type FieldGroup, type SearchRecord } from "./record.ts";

interface MarkedText {
  readonly group: FieldGroup;
  readonly normal: NormalText;
  readonly marks: Range[];
}

/**
 * The plain rule itself: every word occurs in one text of the record or, being all letters, in
 * the initials of its place and name. Gives where, or nothing when a word is missing.
 */
export function checkRow(
  record: SearchRecord,
  words: readonly string[],
  readings: Readings | undefined,
): Marks | undefined {
  const texts = FIELD_GROUPS.flatMap((group) =>
    record.fields[group].map((text) => ({ group, normal: normalizeField(text), marks: [] })),
  );
  for (const word of words) {
    const isPlain = texts.map((text) => markPlain(text, word)).some(Boolean);
    const isSpelt = readings && isLetterWord(word) && markSpelt(texts, word, readings);
    if (!isPlain && !isSpelt) return undefined;
  }
  const marks = FIELD_GROUPS.map(
    (group) =>
      [
        group,
        texts.filter((text) => text.group === group).map((text) => merge(text.marks)),
      ] as const,
  );
  return Object.fromEntries(marks) as Record<FieldGroup, Range[][]>;
}

/** Marks every place where the word occurs; false when it does not. */
function markPlain({ normal, marks }: MarkedText, word: string): boolean {
  const before = marks.length;
  for (let at = normal.text.indexOf(word); at >= 0; at = normal.text.indexOf(word, at + 1)) {
    marks.push(inSource(normal, at, at + word.length));
  }
  return marks.length > before;
}

function markSpelt(texts: readonly MarkedText[], word: string, readings: Readings): boolean {
  const places = texts.filter((text) => text.group === "place");
  const names = texts.filter((text) => text.group === "name");
  const fits = names.map((name) => {
    const chain = [...places, name];
    const whole = normalizeField(spellingOf(chain.map((text) => text.normal.source)));
    const pieces = matchInitials(word, whole.text, readings) ?? [];
    for (const [start, end] of pieces) markInChain(chain, inSource(whole, start, end));
    return pieces.length > 0;
  });
  return fits.some(Boolean);
}

/** Marks a stretch of the spelt chain in the one text of it where it lies. */
function markInChain(chain: readonly MarkedText[], [start, end]: Range): void {
  let from = 0;
  for (const { normal, marks } of chain) {
    const to = from + normal.source.length;
    if (from <= start && end <= to) marks.push([start - from, end - from]);
    from = to + SEAM.length;
  }
}

/** A stretch of the normalised text, as a stretch of the text shown. */
function inSource({ source, at }: NormalText, start: number, end: number): Range {
  const last = at[end - 1] ?? 0;
  const signLength = (source.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
  return [at[start] ?? 0, last + signLength];
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
