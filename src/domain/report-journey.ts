import type { Problem } from "./problem.ts";

/**
 * The report journey: one matter a page, every answer carried along in the form itself, so that
 * nothing is in an address, in a cookie, or on the server before the reporter presses send.
 */
export const REPORT_STEPS = [
  { id: "place", title: "事情发生在哪里", fields: ["jurisdiction"] },
  { id: "what", title: "您要举报什么", fields: ["category"] },
  {
    id: "whom",
    title: "举报的是哪家企业",
    fields: ["area", "about", "enterprise", "name", "address"],
  },
  { id: "seen", title: "您看到了什么", fields: ["kind", "description", "seenOn", "isOngoing"] },
  {
    id: "you",
    title: "您是否留下姓名",
    fields: ["as", "reporterName", "reporterPhone", "exclude"],
  },
  {
    id: "check",
    title: "核对并提交",
    fields: ["question", "answer", "website", "altcha", "turnstile"],
  },
] as const;
export type ReportStep = (typeof REPORT_STEPS)[number]["id"];
export type ReportField = (typeof REPORT_STEPS)[number]["fields"][number];

/** The widget of Turnstile on the last page bears this name; tokens of other forms do not count. */
export const TURNSTILE_ACTION = "report";

type Answers = Record<ReportField, string>;

/** What the reporter has answered so far; empty text is no answer. */
export interface ReportDraft extends Omit<Answers, "exclude"> {
  exclude: readonly string[];
  /** The same through all pages, so that a filing sent twice is one tip. */
  token: string;
}

/** Where the paths of a filing are asked for; anything else is the whole form's. */
const ASKED_AS: Readonly<Record<string, ReportField>> = {
  jurisdiction: "jurisdiction",
  category: "category",
  kind: "kind",
  area: "area",
  subject: "about",
  "subject.enterprise": "about",
  "subject.name": "name",
  "subject.address": "address",
  description: "description",
  seenOn: "seenOn",
  isOngoing: "isOngoing",
  reporter: "as",
  "reporter.as": "as",
  "reporter.name": "reporterName",
  "reporter.phone": "reporterPhone",
  exclude: "exclude",
  proof: "answer",
  "proof.answer": "answer",
  "proof.website": "website",
};

/** Reads what a form sent; whatever it lacks is unanswered. */
export function readDraft(form: FormData, freshToken: string): ReportDraft {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const fields = REPORT_STEPS.flatMap((step): readonly ReportField[] => step.fields);
  const answers = Object.fromEntries(fields.map((field) => [field, text(field)])) as Answers;
  const exclude = form.getAll("exclude").filter((value) => typeof value === "string");
  return { ...answers, exclude, token: text("token") || freshToken };
}

/** The filing a draft stands for, in the shape of `POST /api/v1/tips`; unanswered parts are absent. */
export function filingOf(draft: ReportDraft): Record<string, unknown> {
  return withoutEmpty({
    jurisdiction: draft.jurisdiction,
    area: draft.area,
    category: draft.category,
    kind: draft.kind,
    subject: SUBJECTS[draft.about]?.(draft) ?? "",
    description: draft.description,
    seenOn: draft.seenOn,
    isOngoing: draft.isOngoing === "" ? "" : draft.isOngoing === "yes",
    reporter: REPORTERS[draft.as]?.(draft) ?? "",
    exclude: draft.exclude,
  });
}

/**
 * What shows that a person sends it: the widget's token, the work a browser did, or the question.
 * Whoever answers the question was told to, so then the token does not count.
 */
export function proofOf({ turnstile, altcha, question, answer, website }: ReportDraft) {
  if (turnstile !== "" && answer.trim() === "") return { turnstile };
  return altcha === "" ? { question, answer, website } : { altcha };
}

const SUBJECTS: Readonly<Record<string, (draft: ReportDraft) => object>> = {
  listed: ({ enterprise }) => ({ enterprise }),
  named: ({ name, address }) => ({ name, ...(address.trim() === "" ? {} : { address }) }),
  unknown: () => ({ unknown: true }),
};
const REPORTERS: Readonly<Record<string, (draft: ReportDraft) => object>> = {
  anonymous: () => ({ as: "anonymous" }),
  named: ({ reporterName, reporterPhone }) => ({
    as: "named",
    name: reporterName,
    phone: reporterPhone,
  }),
};

export interface FieldProblem {
  field: ReportField;
  message: string;
}

/** The problems of a filing, told in the names of the form. */
export function fieldProblems(problems: readonly Problem[]): FieldProblem[] {
  return problems.map(({ field, message }) => ({
    field: ASKED_AS[field] ?? ASKED_AS[field.split(".")[0] ?? ""] ?? "answer",
    message,
  }));
}

/** Those of one step. */
export function problemsOfStep(step: ReportStep, problems: readonly FieldProblem[]) {
  const fields: readonly string[] = stepOf(step).fields;
  return problems.filter((problem) => fields.includes(problem.field));
}

/** The first step that has a problem. */
export function stepWithProblem(problems: readonly FieldProblem[]): ReportStep {
  const first = REPORT_STEPS.find((step) => problemsOfStep(step.id, problems).length > 0);
  return first?.id ?? "check";
}

/** The step `by` places on; the ends hold. */
export function stepAfter(step: ReportStep, by: 1 | -1): ReportStep {
  const index = REPORT_STEPS.findIndex((entry) => entry.id === step);
  return REPORT_STEPS[index + by]?.id ?? step;
}

/** The table row of a step. */
export function stepOf(step: ReportStep) {
  return REPORT_STEPS.find((entry) => entry.id === step) ?? REPORT_STEPS[0];
}

/** A step named by a form; undefined when it names none. */
export function readStep(value: unknown): ReportStep | undefined {
  return REPORT_STEPS.find((step) => step.id === value)?.id;
}

function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
