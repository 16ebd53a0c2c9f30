import { describe, expect, test } from "vitest";
import { READABLE_FILES } from "./corpus.ts";
import { draftOf, refusalsOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";
import { FILES_OF_NOTHING, REFUSED_FILES } from "./refused-files.ts";

test("at least forty spreadsheets are tried, each once", () => {
  const all = [...READABLE_FILES, ...REFUSED_FILES, ...FILES_OF_NOTHING].map(({ what }) => what);
  expect(all.length).toBeGreaterThanOrEqual(90);
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

describe("what can be opened but holds no list is refused, with what a list needs", () => {
  test.each(FILES_OF_NOTHING)("$what", async ({ name, bytes }) => {
    const request = { fileName: name, kind: "rectification" };
    expect(await refusalsOf(CONTENT, await bytes(), request)).toMatchObject([
      { message: "没有找到数据行", remedy: expect.stringContaining("表头要有企业名称等栏名") },
    ]);
  });
});
