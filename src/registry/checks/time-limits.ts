import { periodsOverlap } from "#domain/calendar-date.ts";
import type { TimeLimit } from "#domain/time-limit.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Limits of tips: what they name must exist, and one step has one limit on one day. */
export function checkTimeLimits(snapshot: Snapshot, folder: ContentFolder): void {
  const { timeLimits, tipCategories, jurisdictions } = snapshot;
  const documents = [
    ...snapshot.documents,
    ...snapshot.jurisdictions.flatMap((place) => place.ownDocuments),
  ];
  timeLimits.forEach((limit, at) => {
    limit.jurisdictions.forEach((id, index) => {
      if (!jurisdictions.some((place) => place.id === id))
        folder.report(
          limit,
          `jurisdictions.${index}`,
          `地方 ${id} 不存在`,
          "检查拼写，或先在 content/jurisdictions 里建好它",
        );
    });
    limit.categories.forEach((id, index) => {
      if (!tipCategories.some((category) => category.id === id))
        folder.report(
          limit,
          `categories.${index}`,
          `举报类别 ${id} 不存在`,
          "检查拼写，或先在 content/tip-categories 里写上它",
        );
    });
    for (const cite of limit.cites)
      if (!documents.some((document) => document.id === cite.document))
        folder.report(
          cite,
          "document",
          `文件 ${cite.document} 不存在`,
          "检查拼写，或先在 documents.yaml 里写上它",
        );
    const rival = timeLimits.slice(0, at).find((other) => doOverlap(limit, other));
    if (rival)
      folder.report(
        limit,
        "id",
        `期限 ${limit.id} 与 ${rival.id} 对同一步骤同时有效`,
        "合并成一条，或者分开地方、举报类别或日期",
      );
  });
}

/** A narrower limit stands beside the one for all; two of a kind collide. */
function doOverlap(a: TimeLimit, b: TimeLimit): boolean {
  return (
    a.step === b.step &&
    a.isNamedOnly === b.isNamedOnly &&
    doCollide(a.jurisdictions, b.jurisdictions) &&
    doCollide(a.categories, b.categories) &&
    periodsOverlap(a, b)
  );
}

function doCollide(a: readonly string[], b: readonly string[]): boolean {
  return (a.length === 0 && b.length === 0) || a.some((id) => b.includes(id));
}
