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
