/** Something wrong in `content/`, said so that a clerk can mend it without asking. */
export interface Problem {
  /** `warning` is for people to look at; only `error` stops a build. */
  severity: "error" | "warning";
  /** Path below the content folder. */
  file: string;
  /** Line in that file, from 1. */
  line: number;
  /** Field, e.g. `leads.0`; empty for the file as a whole. */
  field: string;
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  remedy: string;
}

/** One line for the console: `file:line  field  what is wrong → how to mend it`. */
export function formatProblem(problem: Problem): string {
  const mark = problem.severity === "error" ? "错误" : "提醒";
  const field = problem.field === "" ? "" : ` [${problem.field}]`;
  return `${mark} content/${problem.file}:${problem.line}${field} ${problem.message} → ${problem.remedy}`;
}
