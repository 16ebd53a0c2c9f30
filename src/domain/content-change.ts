import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { LEAVING_CHANGES } from "./publication.ts";
import { id, line, paragraph } from "./text.ts";

/** What of the public content two people change without a spreadsheet. */
export const CONTENT_CHANGES = [
  {
    id: "record-correction",
    name: "一条记录：更正其中的内容",
    asks: ["record", "reason", "document"],
    hasAnnouncement: true,
  },
  {
    id: "record-withdrawal",
    name: "一份验收或者承诺：撤销",
    asks: ["record", "reason", "document"],
    hasAnnouncement: true,
  },
  {
    id: "row-change",
    name: "名单里的一行：移出、撤销、期满",
    asks: ["record", "change", "reason", "document"],
    hasAnnouncement: true,
  },
  {
    id: "rollback",
    name: "一种名单：退回到某日以前",
    asks: ["list", "before", "reason", "document"],
    hasAnnouncement: true,
  },
  {
    id: "statement",
    name: "企业声明：公布",
    asks: ["record", "text", "statedOn", "source"],
    hasAnnouncement: false,
  },
  {
    id: "statement-withdrawal",
    name: "企业声明：撤下",
    asks: ["record", "reason", "document"],
    hasAnnouncement: false,
  },
] as const;
export type ContentChangeKind = (typeof CONTENT_CHANGES)[number]["id"];
export type ChangeField = (typeof CONTENT_CHANGES)[number]["asks"][number];

const said = (missing: string) => z.string(missing).pipe(line);
const record = id.describe("Row, enterprise, machine, pledge or statement");
const reason = said("请写明理由。");
const document = line.optional().describe("Document it rests on");
const publishedOn = calendarDate;

/** What of a correction is typed field by field: it can be checked before the rest is stated. */
export const typedCorrection = z.object({
  kind: z.literal("record-correction"),
  record,
  values: z
    .record(z.string(), z.strictObject({ before: z.string(), after: z.string() }))
    .describe("Field → what the form showed and what was typed; only what differs"),
});

/** What a clerk states about such a change before it goes to review. */
export const contentChange = z.discriminatedUnion("kind", [
  typedCorrection.extend({ reason, document, publishedOn }),
  z.object({ kind: z.literal("record-withdrawal"), record, reason, document, publishedOn }),
  z.object({
    kind: z.literal("row-change"),
    record,
    change: z.enum(LEAVING_CHANGES, "请选移出、撤销还是期满。"),
    reason,
    document,
    publishedOn,
  }),
  z.object({
    kind: z.literal("rollback"),
    list: id.describe("Kind of list"),
    before: calendarDate.describe("Everything from this day on is taken back"),
    reason,
    document,
    publishedOn,
  }),
  z.object({
    kind: z.literal("statement"),
    record,
    text: paragraph.describe("The words of the enterprise"),
    statedOn: calendarDate,
    source: said("请写明声明的文件或者来源。").describe("Paper or page they stand on"),
    publishedOn,
  }),
  z.object({ kind: z.literal("statement-withdrawal"), record, reason, document, publishedOn }),
]);
export type ContentChange = z.infer<typeof contentChange>;
export type ChangeOf<Kind extends ContentChangeKind> = Extract<ContentChange, { kind: Kind }>;

/** The table row of a kind; undefined for a kind of list or record. */
export function contentChangeOf(kind: string) {
  return CONTENT_CHANGES.find((entry) => entry.id === kind);
}
