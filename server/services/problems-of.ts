import type { z } from "zod";
import type { Problem } from "#domain/problem.ts";

/** What zod says of these would repeat what was typed, or is not a sentence for people. */
const UNKNOWN_FIELD = "有不认识的字段，请对照接口说明删去。";
const WRONG = "填写不正确，请对照接口说明。";

/**
 * The problems of a schema error, one for each field, never with what was typed. `within` is the
 * field that was read, when it was not the whole.
 */
export function problemsOf(error: z.ZodError, within?: string): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of error.issues.flatMap(unfold)) {
    const field = [...(within ? [within] : []), ...issue.path].join(".");
    const message = sentenceOf(issue);
    if (!problems.has(field)) problems.set(field, { field, message });
  }
  return [...problems.values()];
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return UNKNOWN_FIELD;
  return /^\p{Script=Han}/u.test(issue.message) ? issue.message : WRONG;
}

/** A union fails as a whole; what helps are the issues of the branch that came closest. */
function unfold(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const branches = issue.errors.filter(
    (branch) => !branch.some((inner) => inner.code === "unrecognized_keys"),
  );
  const [closest] = branches.toSorted((a, b) => a.length - b.length);
  const isNested = closest?.some((inner) => inner.path.length > 0) ?? false;
  if (closest === undefined || !isNested || branches.length > 1) return [issue];
  return closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}
