import type { ImportReading } from "#domain/import-field.ts";
import { readCapacities } from "./read-capacity.ts";
import { readDate } from "./read-date.ts";
import { readMachines } from "./read-machines.ts";
import { readArea, readIndustry } from "./read-place.ts";
import {
  readAddress,
  readAspects,
  readCount,
  readCreditCode,
  readDepartment,
  readFiles,
  readLevel,
  readParagraphs,
  readReason,
  readText,
  readYesNo,
} from "./read-words.ts";
import { type Reading, type ReadingContext, unread } from "./reading.ts";
import type { SheetCell } from "./workbook/workbook.ts";

const READERS: Readonly<
  Record<ImportReading, (cell: SheetCell, context: ReadingContext) => Reading<unknown>>
> = {
  text: readText,
  paragraphs: readParagraphs,
  creditCode: readCreditCode,
  area: readArea,
  industry: readIndustry,
  machines: readMachines,
  capacities: readCapacities,
  aspects: readAspects,
  date: readDate,
  files: readFiles,
  yesNo: readYesNo,
  count: readCount,
  department: readDepartment,
  level: readLevel,
  keepingReason: readReason,
  address: readAddress,
};

/** No cell of a list is longer; what is would only cost time to take apart. */
const LONGEST: Readonly<Partial<Record<ImportReading, number>>> = {
  text: 10_000,
  paragraphs: 10_000,
};
const LONGEST_OTHER = 2_000;

/** Reads a cell as what its column holds. */
export function readCell(
  cell: SheetCell,
  reading: ImportReading,
  context: ReadingContext,
): Reading<unknown> {
  if (cell.isError)
    return unread("error", `这一格是公式错误 ${cell.text}`, "改好公式，或者直接填数值");
  if (cell.isFormula && cell.text.trim() === "")
    return unread(
      "error",
      "这一格是公式，没有算好的结果",
      "在表格程序里打开并保存，或者直接填数值",
    );
  const longest = LONGEST[reading] ?? LONGEST_OTHER;
  if (cell.text.length > longest)
    return unread("error", `这一格超过 ${longest} 字，没有读`, "分成几行，或者移到附件里");
  const result = READERS[reading](cell, context);
  if (!cell.isFormula) return result;
  const said = { message: "这一格是公式，用的是保存时的结果", remedy: "不放心的改成数值" };
  return { ...result, notes: [...result.notes, { severity: "hint", ...said }] };
}
