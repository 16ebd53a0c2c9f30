import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { id, line, paragraph } from "./text.ts";

/** Why a published row leaves a list; each is a new dated version, nothing is deleted. */
export const LEAVING_CHANGES = ["delisted", "withdrawn", "expired"] as const;
/** What a new file does to a row that it says otherwise. */
export const REVISING_CHANGES = ["updated", "corrected"] as const;

/** What may be announced together with rows. */
export const PUBLISHABLE_ANNOUNCEMENTS = [
  "exit-announcement",
  "public-notice",
  "list-publication",
  "correction",
] as const;

/** What a clerk states about a draft before it goes to review: nothing of it is in the spreadsheet. */
export const publicationFacts = z.strictObject({
  year: z
    .int("写四位年份")
    .min(2000, "写四位年份")
    .max(2100, "写四位年份")
    .describe("Year of the list"),
  title: line.describe("Title of the list"),
  publisher: id.describe("Department"),
  publishedOn: calendarDate,
  documentNumber: line.optional().describe("文号"),
  period: line.optional().describe("What it covers, e.g. 2026年第三季度"),
  displayUntil: calendarDate
    .optional()
    .describe("Last day of display; after it rows name nobody any more, by themselves"),
  isSourcePublic: z.boolean().describe("Only where the file holds no restricted field"),
  announcement: z.strictObject({
    kind: z.enum(PUBLISHABLE_ANNOUNCEMENTS),
    title: line,
    body: paragraph,
    publicNotice: z
      .strictObject({ from: calendarDate, to: calendarDate, objectTo: line })
      .optional()
      .describe("Only for 公示, and only where the notice states a period"),
  }),
  revision: z
    .strictObject({ change: z.enum(REVISING_CHANGES), reason: line, document: line.optional() })
    .optional()
    .describe("Needed where the file says published rows otherwise"),
  leaving: z
    .record(
      id,
      z.strictObject({ change: z.enum(LEAVING_CHANGES), reason: line, document: line.optional() }),
    )
    .default({})
    .describe("Row that is not in the file any more → what becomes of it"),
  concludes: line
    .optional()
    .describe(
      "Public notice whose result this is, or `none`; needed while one waits for its result",
    ),
  objectionAnswer: paragraph
    .optional()
    .describe(
      "How the objections were answered, without who made them; needed when there were any",
    ),
  approval: z
    .strictObject({ government: line, documentNumber: line })
    .optional()
    .describe("Government that approved the closing, where the rule names one"),
});
export type PublicationFacts = z.infer<typeof publicationFacts>;

/** Where a publication stands. What is published or declined moves no more. */
export const PUBLICATION_STAGES = [
  { id: "submitted", name: "待审核" },
  { id: "admitted", name: "已审核，待发布" },
  { id: "declined", name: "退回" },
  { id: "writing", name: "正在发布" },
  { id: "published", name: "已发布" },
] as const;
export type PublicationStage = (typeof PUBLICATION_STAGES)[number]["id"];
