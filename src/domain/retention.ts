import { z } from "zod";
import { addMonths, type CalendarDate, shanghaiDate } from "./calendar-date.ts";
import { citation } from "./citation.ts";
import { line } from "./text.ts";
import { isEnded } from "./tip-status.ts";

/** What is kept that is not public, apart by how long. */
export const RETENTION_CLASSES = [
  {
    id: "tip-content",
    name: "举报内容",
    covers: "正文、姓名和联系方式、往来消息、内部记录、核查记录、附件、办理说明",
  },
  {
    id: "tip-record",
    name: "办理台账",
    covers: "编号、地方、类别、地区、是否实名、状态、核查结论、对结果的评价、日期、承办部门",
  },
  { id: "tip-events", name: "办理经过", covers: "哪一步、哪一天、哪个部门、谁经办（不含内容）" },
  {
    id: "unpublished-files",
    name: "没有公布的影像、扫描件",
    covers: "随验收结果、承诺送审，后来退回、中断或者没有用上的文件",
  },
] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number]["id"];

/** From what a term counts. */
export const RETENTION_STARTS = [
  { id: "ended", name: "办结、不予受理或并案" },
  { id: "decided", name: "送审或者退回" },
] as const;
type RetentionStart = (typeof RETENTION_STARTS)[number]["id"];

const UNITS = [
  { id: "months", name: "个月", months: 1 },
  { id: "years", name: "年", months: 12 },
] as const;
type Unit = (typeof UNITS)[number]["id"];

/** How long one class is kept. */
export const retentionRule = z
  .strictObject({
    class: z.enum(RETENTION_CLASSES.map(({ id }) => id) as [RetentionClass, ...RetentionClass[]]),
    length: z.int().positive().nullable().describe("null when it is kept for good"),
    unit: z.enum(UNITS.map(({ id }) => id) as [Unit, ...Unit[]]),
    start: z.enum(RETENTION_STARTS.map(({ id }) => id) as [RetentionStart, ...RetentionStart[]]),
    isDefault: z.boolean().describe("True when this site sets it; shown as 默认，不是法定期限"),
    basis: line.describe("Where the term comes from, in a sentence"),
    cites: z.array(citation).default([]).describe("Document or law with its article"),
    afterwards: line.describe("What becomes of it then, in a sentence"),
  })
  .refine((rule) => rule.isDefault || rule.cites.length > 0, {
    path: ["cites"],
    message: "不是默认的期限要写明出处（cites）",
  });
export type RetentionRule = z.infer<typeof retentionRule>;

/** `content/retention.yaml`: every class once. */
export const retention = z.array(retentionRule).superRefine((rules, context) => {
  for (const { id, name } of RETENTION_CLASSES) {
    const count = rules.filter((rule) => rule.class === id).length;
    if (count === 1) continue;
    const message = `${name}（${id}）要写且只写一条保存期限，现在有 ${count} 条`;
    context.addIssue({ code: "custom", message });
  }
});

/** `3年`; `长期` where it is kept for good. */
export function termText({ length, unit }: RetentionRule): string {
  const name = UNITS.find(({ id }) => id === unit)?.name ?? unit;
  return length === null ? "长期" : `${length}${name}`;
}

/** The first day on which something is no longer kept; null when it is kept for good. */
export function keptUntil(rule: RetentionRule, start: CalendarDate): CalendarDate | null {
  const months = UNITS.find(({ id }) => id === rule.unit)?.months ?? 1;
  return rule.length === null ? null : addMonths(start, rule.length * months);
}

/** About the latest day on which a term that is over today began; null when none ever is over. */
export function latestStart(rule: RetentionRule, today: CalendarDate): CalendarDate | null {
  const months = UNITS.find(({ id }) => id === rule.unit)?.months ?? 1;
  return rule.length === null ? null : addMonths(today, -rule.length * months);
}

/** The day in Shanghai since which a tip has been at its end; null while it is under way. */
export function endedOn(events: readonly { at: string; status: string }[]): CalendarDate | null {
  const lastUnderWay = events.findLastIndex(({ status }) => !isEnded(status));
  const end = events[lastUnderWay + 1];
  return end === undefined ? null : shanghaiDate(new Date(end.at));
}
