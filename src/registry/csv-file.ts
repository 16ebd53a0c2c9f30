import { CsvError, parse } from "csv-parse/sync";
import type { z } from "zod";
import { explain } from "./explain.ts";
import type { ContentFolder } from "./folder.ts";

/** A row schema: an object whose fields are texts, numbers, booleans or lists of texts. */
type RowSchema = z.ZodObject;

/** Reads a CSV file of rows. Wrong rows are reported and left out; the right ones are returned. */
export function readCsv<S extends RowSchema>(
  folder: ContentFolder,
  file: string,
  schema: S,
): z.output<S>[] {
  const text = folder.read(file);
  const records = text === undefined ? [] : splitRecords(folder, file, text);
  const header = records[0]?.cells;
  if (!header) {
    if (text !== undefined) folder.report({ file, line: 1 }, "", "文件是空的", "第一行写字段名");
    return [];
  }
  if (!isHeaderSound(folder, file, header, schema)) return [];
  const readers = header.map((name) => cellReader(schema, name));
  const rows: z.output<S>[] = [];
  for (const record of records.slice(1)) {
    const row = readRow(folder, file, schema, header, readers, record);
    if (row) rows.push(row);
  }
  return rows;
}

interface CsvRecord {
  cells: string[];
  line: number;
}

function splitRecords(folder: ContentFolder, file: string, text: string): CsvRecord[] {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return (parsed as { record: string[]; info: { lines: number } }[]).map((entry) => ({
      cells: entry.record,
      line: entry.info.lines,
    }));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const line = Number(fault.lines ?? 1);
    folder.report({ file, line }, "", `CSV 写法有误：${fault.message}`, "检查双引号是否成对");
    return [];
  }
}

function isHeaderSound(folder: ContentFolder, file: string, header: string[], schema: RowSchema) {
  const problems: [string, string][] = [];
  header.forEach((name, index) => {
    if (!(name in schema.shape)) problems.push([name, `不认识的列：${name || "（空）"}`]);
    else if (header.indexOf(name) !== index) problems.push([name, `列 ${name} 出现了两次`]);
  });
  for (const [name, field] of Object.entries(schema.shape))
    if (!header.includes(name) && kindOf(field) !== "array" && !isOptional(field))
      problems.push([name, `缺少列 ${name}`]);
  for (const [name, message] of problems)
    folder.report(
      { file, line: 1 },
      name,
      message,
      `列名应为：${Object.keys(schema.shape).join("、")}`,
    );
  return problems.length === 0;
}

function readRow<S extends RowSchema>(
  folder: ContentFolder,
  file: string,
  schema: S,
  header: string[],
  readers: ((cell: string) => unknown)[],
  { cells, line }: CsvRecord,
): z.output<S> | undefined {
  if (cells.length !== header.length) {
    const message = `这一行有 ${cells.length} 格，表头有 ${header.length} 列`;
    folder.report({ file, line }, "", message, "补齐或删去多余的逗号；含逗号的内容用双引号括起来");
    return undefined;
  }
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape))
    if (kindOf(field) === "array") input[name] = [];
  header.forEach((name, index) => {
    const value = readers[index]?.(cells[index] ?? "");
    if (value !== undefined) input[name] = value;
  });
  const result = schema.safeParse(input);
  if (result.success) {
    folder.remember(result.data, { file, lineOf: () => line });
    return result.data;
  }
  for (const issue of result.error.issues) {
    const { path, message, remedy } = explain(issue, input);
    folder.report({ file, line }, path.map(String).join("."), message, remedy);
  }
  return undefined;
}

/** How the text of a cell becomes the value of a field; an empty cell is an absent value. */
const CELL_READERS: Record<string, (cell: string) => unknown> = {
  array: (cell) => (cell === "" ? [] : cell.split(";")),
  number: (cell) => (cell.trim() === "" || Number.isNaN(Number(cell)) ? cell : Number(cell)),
  boolean: (cell) => (cell === "true" ? true : cell === "false" ? false : cell),
};

function cellReader(schema: RowSchema, name: string): (cell: string) => unknown {
  const kind = kindOf(schema.shape[name]);
  const read = CELL_READERS[kind] ?? ((cell: string) => cell);
  return (cell) => (cell === "" && kind !== "array" ? undefined : read(cell));
}

function isOptional(field: z.core.$ZodType): boolean {
  return ["optional", "default"].includes(field._zod.def.type);
}

function kindOf(field: z.core.$ZodType | undefined): string {
  if (!field) return "string";
  const def = field._zod.def;
  return "innerType" in def ? kindOf(def.innerType as z.core.$ZodType) : def.type;
}
