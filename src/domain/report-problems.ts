import type { Problem } from "./problem.ts";
import { DETAIL, detailField, detailsGiven, type ReportDraft } from "./report-draft.ts";
import { asks, REPORT_STEPS, type ReportField, type ReportStep, stepOf } from "./report-journey.ts";

/** Where the paths of a filing are asked for; anything else is the whole form's. */
const ASKED_AS: Readonly<Record<string, ReportField>> = {
  jurisdiction: "jurisdiction",
  category: "category",
  kind: "kind",
  record: "description",
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
  answers: "description",
  proof: "answer",
  "proof.answer": "answer",
  "proof.website": "website",
};

export interface FieldProblem {
  /** A field of the journey, or that of a question of the category (`detailField`). */
  field: string;
  message: string;
}

/** The problems of a filing, told in the names of the form. */
export function fieldProblems(problems: readonly Problem[], draft: ReportDraft): FieldProblem[] {
  return problems.map(({ field, message }) => ({ field: askedAs(field, draft), message }));
}

/** What was typed beside an answer that leaves no room for it, and would be dropped unsaid. */
export function contradictionsOf(draft: ReportDraft): FieldProblem[] {
  return CONTRADICTIONS.filter(({ field, chosen, typed }) => {
    const isTyped = typed.some((name) => draft[name].trim() !== "");
    return draft[field] === chosen && isTyped;
  }).map(({ field, message }) => ({ field, message }));
}

const CONTRADICTIONS = [
  {
    field: "about",
    chosen: "listed",
    typed: ["name", "address"],
    message:
      "选了登记册里的企业，下面写的名称和地址不会提交。举报的是这一家，请删去；是另一家，请改选“我知道名称”。",
  },
  {
    field: "about",
    chosen: "unknown",
    typed: ["name"],
    message: "选了不清楚名称，又写了名称。请改选“我知道名称”，或者删去名称。",
  },
  {
    field: "as",
    chosen: "anonymous",
    typed: ["reporterName", "reporterPhone"],
    message: "选了匿名，写的姓名和电话不会提交。请删去，或者改选实名。",
  },
] as const satisfies readonly {
  field: ReportField;
  chosen: string;
  typed: readonly (keyof ReportDraft)[];
  message: string;
}[];

function askedAs(path: string, draft: ReportDraft): string {
  const [first = "", index] = path.split(".");
  const answered = first === "answers" ? detailsGiven(draft) : undefined;
  const question = answered?.[Number(index)]?.question;
  if (question !== undefined) return detailField(question);
  return ASKED_AS[path] ?? ASKED_AS[first] ?? "answer";
}

/** Those of one step. */
export function problemsOfStep(step: ReportStep, problems: readonly FieldProblem[]) {
  const fields: readonly string[] = stepOf(step).fields;
  const isOwn = (field: string) =>
    fields.includes(field) || (asks(step, "description") && field.startsWith(DETAIL));
  return problems.filter((problem) => isOwn(problem.field));
}

/** The first step that has a problem. */
export function stepWithProblem(problems: readonly FieldProblem[]): ReportStep {
  const first = REPORT_STEPS.find((step) => problemsOfStep(step.id, problems).length > 0);
  return first?.id ?? "check";
}
