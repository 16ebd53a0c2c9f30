import { overlapsAmong } from "#domain/rule-overlap.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Two rules of one place must never answer the same question on the same day. */
export function checkOverlaps(snapshot: Snapshot, folder: ContentFolder): void {
  for (const place of snapshot.jurisdictions)
    for (const { rule, rival } of overlapsAmong(place.responsibilities))
      folder.report(
        rule,
        "id",
        `规则 ${rule.id} 与 ${rival.id} 对同一事项同时有效`,
        "合并成一条（多个牵头部门写在 leads 里），或者分开地区、行业或日期",
      );
}
