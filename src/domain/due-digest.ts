import type { CalendarDate } from "./calendar-date.ts";
import { DUE_STAGES, type Due, dueSentence, REMINDING } from "./due-notice.ts";

/** All that a reminder says of a tip: its number and its days. */
export interface DigestLine extends Due {
  reference: string;
  as: "desk" | "coordinator";
  dueOn: CalendarDate;
  isProvisional: boolean;
}

const PARTS = [
  ...DUE_STAGES.map(({ id, name }) => ({
    title: name,
    has: ({ as, stage }: DigestLine) => as === "desk" && stage === id,
  })),
  {
    title: "其他部门超期，请统筹",
    has: ({ as }: DigestLine) => as === "coordinator",
  },
];

/** The day's reminder: numbers of tips and days, nothing else. `console` is where to sign in. */
export function digestOf(
  lines: readonly DigestLine[],
  today: CalendarDate,
  console: string | null,
): { subject: string; text: string } {
  const parts = PARTS.map(({ title, has }) => ({ title, lines: lines.filter(has) })).filter(
    (part) => part.lines.length > 0,
  );
  const counts = parts.map((part) => `${part.title}${part.lines.length}件`);
  const where = console === null ? "" : `：${console}`;
  return {
    subject: `举报办理期限提醒 ${today}：${counts.join("，")}`,
    text: [
      ...parts.flatMap((part) => [`${part.title}`, ...part.lines.map(lineText), ""]),
      `本邮件只写编号和日期，内容请登录工作台查看${where}`,
      `到期前${REMINDING.before}个工作日提醒、超期${REMINDING.coordinatorAfter}个工作日告知统筹部门，是本系统的默认安排，不是法定要求。`,
      "",
    ].join("\n"),
  };
}

function lineText({ reference, dueOn, isProvisional, ...due }: DigestLine): string {
  const note = isProvisional ? "（放假安排未公布，日期可能调整）" : "";
  return `  ${reference}  ${dueOn}到期，${dueSentence(due)}${note}`;
}
