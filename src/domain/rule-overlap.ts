import { periodsOverlap } from "./calendar-date.ts";
import type { Responsibility } from "./responsibility.ts";

/** Each rule that answers the same question on the same day as one before it, with that one. */
export function overlapsAmong(
  rules: readonly Responsibility[],
): { rule: Responsibility; rival: Responsibility }[] {
  return rules.flatMap((rule, index) => {
    const rival = rules.slice(0, index).find((other) => doOverlap(rule, other));
    return rival === undefined ? [] : [{ rule, rival }];
  });
}

function doOverlap(a: Responsibility, b: Responsibility): boolean {
  return (
    isSameMatter(a, b) &&
    shares(a.areas, b.areas) &&
    shares(a.industries, b.industries) &&
    periodsOverlap(a, b)
  );
}

/** Whole aspects collide with the same aspect; topics collide wherever the same topic is named. */
function isSameMatter(a: Responsibility, b: Responsibility): boolean {
  if (a.topics.length === 0 || b.topics.length === 0)
    return a.topics.length === b.topics.length && a.aspect === b.aspect;
  return a.topics.some((topic) => b.topics.includes(topic));
}

/** An empty scope is everything. */
function shares(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((value) => b.includes(value));
}
