import { describe, expect, test } from "vitest";
import { READABLE_FILES } from "./corpus.ts";
import { draftOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";
import { REFUSED_FILES } from "./refused-files.ts";

test("at least forty spreadsheets are tried, each once", () => {
  const all = [...READABLE_FILES, ...REFUSED_FILES].map(({ what }) => what);
  expect(all.length).toBeGreaterThanOrEqual(70);
  expect(new Set(all).size).toBe(all.length);
});

describe("what programs and people make of a list is read as it was meant", () => {
  test.each(READABLE_FILES)("$what", async ({ name, bytes, counts, reads, says }) => {
    const request = { fileName: name, kind: "rectification" };
    const draft = await draftOf(CONTENT, await bytes(), request);
    expect(draft.counts, JSON.stringify(draft.problems, null, 1)).toMatchObject(counts);
    for (const [row, fields] of Object.entries(reads ?? {})) {
      const found = draft.rows.find((entry) => entry.row === Number(row));
      for (const [field, value] of Object.entries(fields))
        expect(found?.values[field as keyof typeof found.values]?.value).toEqual(value);
    }
    const said = draft.problems.map(
      ({ severity, sheet, row, column, message }) =>
        [severity, `${sheet} ${column ?? ""}${row ?? ""}`.trim(), message] as const,
    );
    for (const [severity, cell, message] of says ?? [])
      expect(said).toContainEqual([severity, cell, expect.stringMatching(message)]);
  });
});
