import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { dataFiles } from "#lib/data-files.ts";
import { formFiles } from "#lib/forms/form-files.ts";
import { listColumns } from "#lib/list-columns.ts";
import { listSheet } from "#lib/list-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { csvFile, xlsxFile } from "#lib/table-file.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";

const TODAY = "2026-11-21";
const SIGNS = ["=", "+", "-", "@"] as const;

/** A register in which every firm bears a name that a spreadsheet might run, and every row a remark. */
function hostile(): Snapshot {
  const { snapshot } = readContent("content");
  if (snapshot === undefined) throw new Error("the content is not sound");
  const armed = (at: number, text: string) => `${SIGNS[at % SIGNS.length]}cmd|'/c calc'!A1${text}`;
  return {
    ...snapshot,
    enterprises: snapshot.enterprises.map((firm, at) => ({ ...firm, name: armed(at, firm.name) })),
    lists: snapshot.lists.map((list) => ({
      ...list,
      versions: list.versions.map((row, at) => ({ ...row, remark: armed(at, "备注") })),
    })),
  };
}

const index = indexOf(hostile());
/** What a spreadsheet program would run; a plain number is none, whatever its sign. */
const isRun = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);
const ranIn = (text: string) =>
  (parse(text, { bom: true, relax_column_count: true }) as string[][]).flat().filter(isRun);

async function formulasIn(bytes: Uint8Array): Promise<unknown[]> {
  const { sheets } = await readXlsx(bytes);
  return sheets.flatMap(({ cells }) =>
    [...(cells?.values() ?? [])].filter(({ formula, type }) => formula || type === "formula"),
  );
}

describe("nothing that leaves the house is run by a spreadsheet", () => {
  test("no cell of the bulk files", () => {
    const files = dataFiles(index, TODAY).filter(({ format }) => format === "csv");
    expect(files.some(({ text }) => text.includes("'=cmd"))).toBe(true);
    for (const { path, text } of files) expect(ranIn(text), path).toEqual([]);
  });

  test("no cell of a list, as .csv or .xlsx", async () => {
    const sheet = listSheet(index, { jurisdiction: "ankang", kind: "exit", year: null }, TODAY);
    if (sheet === null) throw new Error("no list");
    const columns = listColumns(sheet);
    const text = csvFile(columns, sheet.rows);
    expect(text).toContain("'=cmd");
    expect(ranIn(text)).toEqual([]);
    expect(await formulasIn(await xlsxFile("名单", columns, sheet.rows))).toEqual([]);
  });

  test("no cell of an official form or a summary", async () => {
    const said: unknown[] = [];
    for (const form of formFiles(index, TODAY)) {
      const bytes = await form.write();
      expect(await formulasIn(bytes), form.path).toEqual([]);
      said.push(...(await readXlsx(bytes)).sheets.flatMap(({ rows }) => rows.flat()));
    }
    expect(said).toContainEqual(expect.stringMatching(/^=cmd\|'\/c calc'!A1/));
  });
});
