import { periodsOverlap } from "#domain/calendar-date.ts";
import type { TimeLimit } from "#domain/time-limit.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Limits of tips: what they name must exist, and one step has one limit on one day. */
export function checkTimeLimits(snapshot: Snapshot, folder: ContentFolder): void {
  const { timeLimits, tipCategories } = snapshot;
  const documents = [
    ...snapshot.documents,
    ...snapshot.jurisdictions.flatMap((place) => place.ownDocuments),
  ];
  timeLimits.forEach((limit, at) => {
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
        "合并成一条，或者分开举报类别或日期",
      );
  });
}

/** A limit for some categories stands beside the one for all; two of a kind collide. */
function doOverlap(a: TimeLimit, b: TimeLimit): boolean {
  const isBothForAll = a.categories.length === 0 && b.categories.length === 0;
  return (
    a.step === b.step &&
    a.isNamedOnly === b.isNamedOnly &&
    (isBothForAll || a.categories.some((id) => b.categories.includes(id))) &&
    periodsOverlap(a, b)
  );
}
