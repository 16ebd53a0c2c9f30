import { expect, test } from "vitest";
import { draftOf } from "./exported.ts";
import { FAULTS, filledForm, ROWS } from "./planted-faults.ts";
import { CONTENT } from "./reading.ts";

test("of 300 rows in the form of 安康, twelve planted faults are found, each in its cell", async () => {
  const { bytes, firstRow } = await filledForm(FAULTS);
  const request = { fileName: "统计表.xlsx", statedAs: "closure" } as const;
  const draft = await draftOf(CONTENT, bytes, request);
  const found = draft.problems.filter(({ severity }) => severity !== "hint");
  for (const [row, column, , severity, message] of FAULTS) {
    const letter = "ABCDEFG"[column] ?? "";
    const at = found.filter((entry) => entry.row === firstRow + row - 1);
    expect(at, `row ${row}`).toContainEqual(
      expect.objectContaining({ severity, message: expect.stringMatching(message) }),
    );
    const places = at.map((entry) => entry.column ?? letter);
    expect(places.includes(letter) || row === 17, `row ${row}`).toBe(true);
  }
  const rows = new Set(found.map((entry) => (entry.row ?? 0) - firstRow + 1));
  expect([...rows].sort((a, b) => a - b)).toEqual(FAULTS.map(([row]) => row));
  expect(draft.rows).toHaveLength(ROWS);
  expect(draft.counts).toMatchObject({ held: 7, add: ROWS - 7, vanish: 0 });
});
