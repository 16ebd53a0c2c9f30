/**
 * The report journey: one matter a page. What was answered lies on the server, sealed under a key
 * that only the reporter's browser holds, and dies after a while; nothing is ever in an address.
 * What is about a record of this register knows its place and its matter from the record.
 */
export const REPORT_STEPS = [
  { id: "place", title: "事情发生在哪里", isForRecord: false, fields: ["jurisdiction"] },
  { id: "what", title: "您要举报什么", isForRecord: false, fields: ["category"] },
  {
    id: "whom",
    title: "举报的是哪家企业",
    isForRecord: false,
    fields: ["area", "about", "enterprise", "name", "address"],
  },
  {
    id: "seen",
    title: "您看到了什么",
    isForRecord: true,
    fields: ["kind", "description", "seenOn", "isOngoing"],
  },
  { id: "evidence", title: "照片、视频和其他证据", isForRecord: true, fields: ["file"] },
  {
    id: "you",
    title: "您是否留下姓名",
    isForRecord: true,
    fields: ["as", "reporterName", "reporterPhone", "exclude"],
  },
  {
    id: "check",
    title: "核对并提交",
    isForRecord: true,
    fields: ["question", "answer", "website", "altcha", "turnstile"],
  },
] as const;
export type ReportStep = (typeof REPORT_STEPS)[number]["id"];
export type ReportField = (typeof REPORT_STEPS)[number]["fields"][number];

/** The widget of Turnstile on the last page bears this name; tokens of other forms do not count. */
export const TURNSTILE_ACTION = "report";

/** The pages of a journey: all of them, or those that something about a record needs. */
export function stepsOf(isAboutRecord: boolean) {
  return REPORT_STEPS.filter((step) => step.isForRecord || !isAboutRecord);
}

/** The step `by` places on; the ends hold. */
export function stepAfter(step: ReportStep, by: 1 | -1, isAboutRecord = false): ReportStep {
  const steps = stepsOf(isAboutRecord);
  const index = steps.findIndex((entry) => entry.id === step);
  return steps[index + by]?.id ?? step;
}

/** The table row of a step. */
export function stepOf(step: ReportStep) {
  return REPORT_STEPS.find((entry) => entry.id === step) ?? REPORT_STEPS[0];
}

/** Whether a step asks for a field. */
export function asks(step: ReportStep, field: ReportField): boolean {
  return (stepOf(step).fields as readonly string[]).includes(field);
}

/** A step named by a form; undefined when it names none. */
export function readStep(value: unknown): ReportStep | undefined {
  return REPORT_STEPS.find((step) => step.id === value)?.id;
}

/** What a page asked for on which a journey was begun; empty where it named nothing. */
export interface Beginning {
  /** Enterprise to report. */
  enterprise: string;
  /** Record to correct or to object to. */
  record: string;
  /** Tip category, for a record. */
  category: string;
}
