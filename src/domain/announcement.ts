import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { id, line, paragraph } from "./text.ts";

/** 公告 and 公示 are different acts: only a public notice invites objections. */
export const ANNOUNCEMENT_KINDS = [
  { id: "exit-announcement", name: "退出公告" },
  { id: "public-notice", name: "公示" },
  { id: "list-publication", name: "名单公布" },
  { id: "correction", name: "勘误" },
  { id: "withdrawal", name: "撤销" },
  { id: "progress", name: "进展通报" },
] as const;
type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number]["id"];

/** Front matter of `content/announcements/<jurisdiction>/<id>.md`. */
export const announcement = z
  .strictObject({
    id,
    kind: z.enum(
      ANNOUNCEMENT_KINDS.map((kind) => kind.id) as [AnnouncementKind, ...AnnouncementKind[]],
    ),
    title: line,
    number: line.optional().describe("文号"),
    issuer: id.describe("Department"),
    publishedOn: calendarDate,
    publicNotice: z
      .strictObject({ from: calendarDate, to: calendarDate, objectTo: line })
      .optional()
      .describe("Only where the notice itself states a period"),
    concludes: id.optional().describe("Public notice whose result this is"),
    objections: z
      .strictObject({
        received: z.int().nonnegative(),
        answer: paragraph.optional().describe("How they were answered, without who made them"),
      })
      .optional()
      .describe("Objections received during that notice"),
    lists: z.array(z.string()).default([]).describe("<kind>/<year>-<batch> of this jurisdiction"),
    enterprises: z.array(id).default([]),
    externalUrl: z.url("要写完整网址").optional().describe("The original, on a site we do not own"),
    sample: z.boolean(),
  })
  .refine((entry) => entry.kind === "public-notice" || entry.publicNotice === undefined, {
    path: ["publicNotice"],
    message: "只有公示（public-notice）才有公示期；公告不征求异议",
  })
  .refine((entry) => (entry.concludes === undefined) === (entry.objections === undefined), {
    path: ["objections"],
    message: "公示的结果（concludes）要写收到几件异议（objections），别的公告不写",
  })
  .refine(({ objections }) => !objections?.received || objections.answer !== undefined, {
    path: ["objections", "answer"],
    message: "收到异议的，要写明怎样答复的（answer）",
  })
  .refine((entry) => !entry.publicNotice || entry.publicNotice.from <= entry.publicNotice.to, {
    path: ["publicNotice", "to"],
    message: "公示期的结束不能早于开始",
  });
export type AnnouncementFacts = z.infer<typeof announcement>;
/** An announcement with its Markdown body. */
export interface Announcement extends AnnouncementFacts {
  jurisdiction: string;
  body: string;
}
