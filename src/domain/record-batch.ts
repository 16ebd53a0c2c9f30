import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { IMPORT_FIELDS, type ImportFieldName } from "./import-field.ts";
import { REVISING_CHANGES } from "./publication.ts";
import { id, line, paragraph } from "./text.ts";

/** Facts besides lists that come in sheets and are published: what the guards of lists rest on. */
export const RECORD_ROOMS = [
  { id: "enterprises", name: "企业和设备登记" },
  { id: "acceptances", name: "验收结果" },
  { id: "sealings", name: "关停、封存、拆除情况" },
  { id: "pledges", name: "不再恢复生产承诺" },
] as const;
export type RecordRoom = (typeof RECORD_ROOMS)[number]["id"];

/** The room of that name; undefined for a kind of list. */
export function recordRoomOf(kind: string): RecordRoom | undefined {
  return RECORD_ROOMS.find((room) => room.id === kind)?.id;
}

/** Rooms whose records may be typed in one by one; firms come with the lists of counties. */
export const ENTRY_ROOMS: readonly RecordRoom[] = ["acceptances", "sealings", "pledges"];

/** What a clerk states about a sheet of records before it goes to review. */
export const recordFacts = z.strictObject({
  title: line.describe("Title of the sheet"),
  publisher: id.describe("Department"),
  publishedOn: calendarDate,
  documentNumber: line.optional().describe("文号"),
  revision: z
    .strictObject({ change: z.enum(REVISING_CHANGES), reason: line, document: line.optional() })
    .optional()
    .describe("Needed where the sheet says published records otherwise"),
});
export type RecordFacts = z.infer<typeof recordFacts>;

const rooms = RECORD_ROOMS.map((room) => room.id) as [RecordRoom, ...RecordRoom[]];
const fields = Object.keys(IMPORT_FIELDS) as [ImportFieldName, ...ImportFieldName[]];

/** `content/record-batches/<jurisdiction>/<id>.yaml`: one publication of records. Never changed. */
export const recordBatch = recordFacts.extend({
  id,
  room: z.enum(rooms),
  source: z.strictObject({
    file: line.describe("Name of the sheet, or 更正表单 with its document"),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "要写文件的 SHA-256，64位小写十六进制")
      .optional()
      .describe("Absent for a correction by the form, which has no file"),
  }),
  sample: z.boolean().describe("true: invented demonstration data"),
});

/** A row of the `.csv` beside it: one published value and the cell it came from. */
export const recordValue = z.strictObject({
  record: id.describe("Enterprise, machine, acceptance or pledge"),
  field: z.enum(fields),
  sheet: line.optional().describe("Absent for a value of the correction form"),
  cell: z
    .string()
    .regex(/^[A-Z]{1,3}[1-9]\d*$/, "单元格写成 D5 这样")
    .optional(),
  text: paragraph.describe("As printed in that cell, or as it was corrected by the form"),
  before: z.string().optional().describe("What was published before, where this changed it"),
});
export type RecordValue = z.infer<typeof recordValue>;

/** A publication of records with its values. */
export interface RecordBatch extends z.infer<typeof recordBatch> {
  jurisdiction: string;
  values: readonly RecordValue[];
}
