import type { z } from "zod";
import type { Problem } from "#domain/problem.ts";

/** Sentences for what schemas say in English; every other message is a sentence already. */
const GENERIC: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  unrecognized_keys: "有不认识的字段，请对照接口说明删去。",
  invalid_type: "类型不对，请对照接口说明。",
};

/** The problems of a schema error, one for each field, never with what was typed. */
export function problemsOf(error: z.ZodError): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of error.issues.flatMap(unfold)) {
    const field = issue.path.join(".");
    const isChinese = /\p{Script=Han}/u.test(issue.message);
    const message = isChinese ? issue.message : (GENERIC[issue.code] ?? "填写不正确。");
    if (!problems.has(field)) problems.set(field, { field, message });
  }
  return [...problems.values()];
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
