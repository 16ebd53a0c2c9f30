import { z } from "zod";
import { aspect } from "./aspect.ts";
import { type CalendarDate, calendarDate } from "./calendar-date.ts";
import { asPrinted, id, line } from "./text.ts";

/** What a version of a row does. Rows are never overwritten: a change is a new version. */
export const ENTRY_CHANGES = [
  { id: "listed", name: "列入", isShown: true, needsReason: false },
  { id: "updated", name: "更新进展", isShown: true, needsReason: true },
  { id: "corrected", name: "更正", isShown: true, needsReason: true },
  { id: "delisted", name: "移出（摘牌）", isShown: false, needsReason: true },
  { id: "withdrawn", name: "撤销", isShown: false, needsReason: true },
  { id: "expired", name: "公示期满", isShown: false, needsReason: true },
] as const;
export type EntryChange = (typeof ENTRY_CHANGES)[number]["id"];

/** The table row of a change. */
export function entryChangeOf(change: EntryChange) {
  return ENTRY_CHANGES.find((entry) => entry.id === change) ?? ENTRY_CHANGES[0];
}

/** Changes after which the row must not name anybody any more (令36号 for what has expired). */
export const NAMELESS: readonly EntryChange[] = ["withdrawn", "expired"];

/** What a row amounts to on `today`: after its last day of display it has expired. */
export function standingChange(
  { change }: { change: EntryChange },
  { displayUntil }: { displayUntil?: CalendarDate | undefined },
  today: CalendarDate,
): EntryChange {
  const isOver = displayUntil !== undefined && today > displayUntil;
  return isOver && entryChangeOf(change).isShown ? "expired" : change;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "要写文件的 SHA-256，64位小写十六进制");

/** What only an import knows of a row: every cell as printed, and where it stands in which file. */
const imported = {
  rawSubject: asPrinted.optional(),
  rawCreditCode: asPrinted.optional(),
  rawAddress: asPrinted.optional(),
  rawQuantity: asPrinted.optional(),
  rawGround: asPrinted.optional(),
  rawStartedOn: asPrinted.optional(),
  rawDueOn: asPrinted.optional(),
  rawExtendedTo: asPrinted.optional(),
  rawMetOn: asPrinted.optional(),
  rawRemark: asPrinted.optional(),
  cells: z
    .array(
      z
        .string()
        .regex(/^[a-zA-Z]+=([A-Z]{1,3}[1-9]\d*|form)$/, "要写成 字段=单元格，例如 capacity=F5"),
    )
    .describe("Field and cell it was read from, e.g. capacity=F5; ground=form: 更正表单"),
  sourceFile: line.optional().describe("File this version was read from, if not that of the batch"),
  sourceSha256: sha256.optional(),
};
/** Columns that only files written by an import have. */
export const IMPORTED_COLUMNS: readonly string[] = Object.keys(imported);

/** A version of a row of `content/lists/<jurisdiction>/<kind>/<year>-<batch>.csv`. */
export const listEntryVersion = z
  .strictObject({
    entry: id.describe("Id of the row, the same in all its versions"),
    version: z.int().positive(),
    change: z.enum(ENTRY_CHANGES.map((change) => change.id) as [EntryChange, ...EntryChange[]]),
    changedOn: calendarDate,
    changeReason: line.optional(),
    changeDocument: line.optional(),
    enterprise: id.optional(),
    subject: line.optional().describe("What the row is about, when it is not an enterprise"),
    equipment: z.array(id),
    aspects: z.array(aspect),
    ground: line.optional().describe("Why it is listed, with the rule"),
    startedOn: calendarDate.optional().describe("Start of the rectification term"),
    dueOn: calendarDate.optional(),
    extendedTo: calendarDate.optional(),
    metOn: calendarDate.optional().describe("Day the rectification was found complete"),
    remark: line.optional(),
    sheet: line.optional().describe("Sheet of the source file"),
    row: z.int().positive().optional().describe("Row of that sheet"),
    rawEnterprise: asPrinted.optional().describe("Name as printed in the source"),
    rawArea: asPrinted.optional(),
    rawIndustry: asPrinted.optional(),
    rawEquipment: asPrinted.optional(),
    rawCapacity: asPrinted.optional(),
    rawAspects: asPrinted.optional(),
    ...imported,
  })
  .refine((row) => row.enterprise !== undefined || row.subject !== undefined, {
    path: ["enterprise"],
    message: "要填企业编号（enterprise）；不是企业的事项请填 subject",
  })
  .refine((row) => row.change === "listed" || (row.changeReason !== undefined && row.version > 1), {
    path: ["changeReason"],
    message: "更新、更正、移出、撤销、期满都要写明理由（changeReason），并且版本号大于1",
  });
export type ListEntryVersion = z.infer<typeof listEntryVersion>;

/** The facts about one file of rows: `<year>-<batch>.yaml` beside it. */
export const listBatch = z.strictObject({
  title: line,
  publisher: id,
  publishedOn: calendarDate,
  documentNumber: line.optional(),
  period: line.optional().describe("What it covers, e.g. 2024年第三季度"),
  source: z.strictObject({
    file: line.describe("Name of the official file"),
    sha256: sha256.optional(),
    isPublic: z.boolean().describe("Only where it holds no restricted field"),
  }),
  columns: z
    .record(z.string(), z.string().regex(/^[A-Z]{1,3}$/))
    .default({})
    .describe("Field → column letter of the source"),
  displayUntil: calendarDate.optional(),
  sample: z.boolean().describe("true: invented demonstration data"),
});
export type ListBatch = z.infer<typeof listBatch>;

/** Where a rectification stands on a day. Overdue is worked out, never stored. */
export type RectificationStanding = "running" | "extended" | "met" | "overdue" | "no-term";

/** Standing of a row with a term on the day `today`; the due day itself is still in time. */
export function rectificationStanding(
  row: Pick<ListEntryVersion, "dueOn" | "extendedTo" | "metOn">,
  today: CalendarDate,
): RectificationStanding {
  if (row.metOn !== undefined && row.metOn <= today) return "met";
  const due = row.extendedTo ?? row.dueOn;
  if (due === undefined) return "no-term";
  if (today > due) return "overdue";
  return row.extendedTo === undefined ? "running" : "extended";
}
