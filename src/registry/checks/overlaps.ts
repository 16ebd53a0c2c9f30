import { periodsOverlap } from "#domain/calendar-date.ts";
import type { Responsibility } from "#domain/responsibility.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Two rules of one place must never answer the same question on the same day. */
export function checkOverlaps(snapshot: Snapshot, folder: ContentFolder): void {
  for (const place of snapshot.jurisdictions)
    place.responsibilities.forEach((rule, index) => {
      const rival = place.responsibilities.slice(0, index).find((other) => doOverlap(rule, other));
      if (rival)
        folder.report(
          rule,
          "id",
          `规则 ${rule.id} 与 ${rival.id} 对同一事项同时有效`,
          "合并成一条（多个牵头部门写在 leads 里），或者分开地区、行业或日期",
        );
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
