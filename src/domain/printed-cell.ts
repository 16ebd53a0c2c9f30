import type { CalendarDate } from "./calendar-date.ts";
import type { ImportFieldName } from "./import-field.ts";

/**
 * Fields of a list row whose cells are kept as printed: where a version keeps the text, under which
 * name a batch may name the column, and what readers call it.
 */
export const PRINTED_FIELDS = [
  { field: "name", raw: "rawEnterprise", column: "enterprise", name: "企业名称" },
  { field: "subject", raw: "rawSubject", column: "subject", name: "事项" },
  { field: "creditCode", raw: "rawCreditCode", column: "creditCode", name: "统一社会信用代码" },
  { field: "area", raw: "rawArea", column: "area", name: "地区" },
  { field: "address", raw: "rawAddress", column: "address", name: "地址" },
  { field: "industry", raw: "rawIndustry", column: "industry", name: "行业" },
  { field: "equipment", raw: "rawEquipment", column: "equipment", name: "设备" },
  { field: "quantity", raw: "rawQuantity", column: "quantity", name: "数量" },
  { field: "capacity", raw: "rawCapacity", column: "capacity", name: "产能" },
  { field: "aspects", raw: "rawAspects", column: "aspects", name: "淘汰类别" },
  { field: "ground", raw: "rawGround", column: "ground", name: "列入依据" },
  { field: "startedOn", raw: "rawStartedOn", column: "startedOn", name: "整改开始" },
  { field: "dueOn", raw: "rawDueOn", column: "dueOn", name: "整改到期" },
  { field: "extendedTo", raw: "rawExtendedTo", column: "extendedTo", name: "延期至" },
  { field: "metOn", raw: "rawMetOn", column: "metOn", name: "整改完成" },
  { field: "remark", raw: "rawRemark", column: "remark", name: "备注" },
] as const satisfies readonly {
  field: ImportFieldName;
  raw: `raw${string}`;
  column: string;
  name: string;
}[];
export type PrintedField = (typeof PRINTED_FIELDS)[number]["field"];

/** A cell of a source file as it was printed, before any tidying. */
export interface PrintedCell {
  field: ImportFieldName;
  name: string;
  /** `D5`; null where the source does not tell it. */
  cell: string | null;
  text: string;
  /** Version of the record that was read from this cell. */
  version: number;
}

/** The file that one version of a record was read from. */
export interface RowSource {
  version: number;
  on: CalendarDate;
  file: string;
  /** Null where none was recorded. */
  sha256: string | null;
  sheet: string | null;
  row: number | null;
}

/** The cells a row was read from, and the files these stand in. */
export interface RowCells {
  printed: PrintedCell[];
  sources: RowSource[];
}

/** A published value with the cell and the file it came from. */
export interface ValueSource extends PrintedCell, RowSource {}

/** The source of each value of a row, one object a value. */
export function valueSources({ printed, sources }: RowCells): ValueSource[] {
  return printed.flatMap((cell) => {
    const source = sources.find(({ version }) => version === cell.version);
    return source === undefined ? [] : [{ ...source, ...cell }];
  });
}

/** How a version writes down where a value stands: `capacity=F5`. */
export function cellMark(field: PrintedField, cell: string): string {
  return `${field}=${cell}`;
}

/** What stands where a spreadsheet would be named as the source of a value. */
export const CORRECTION_FORM = "更正表单";

/** The source of values that were corrected by the form: `更正表单（勘误2号）`. */
export function correctionSource(document: string | undefined): string {
  return document === undefined ? CORRECTION_FORM : `${CORRECTION_FORM}（${document}）`;
}

/** Stands for a cell where a value was corrected by a form. */
export const FORM_MARK = "form";

/** The cell that a version names for a field; undefined when it names none. */
export function markedCell(marks: readonly string[], field: PrintedField): string | undefined {
  const start = `${field}=`;
  return marks.find((mark) => mark.startsWith(start))?.slice(start.length);
}
