import type { ActivePeriod } from "#domain/calendar-date.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Spans of days that end after they begin, and areas whose successors exist. */
export function checkAreas(snapshot: Snapshot, folder: ContentFolder): void {
  for (const place of snapshot.jurisdictions) {
    const known = new Set(place.areas.map((area) => area.id));
    for (const area of place.areas) {
      needForward(folder, area);
      area.successors.forEach((id, index) => {
        if (!known.has(id))
          folder.report(
            area,
            `successors.${index}`,
            `地区 ${id} 不存在`,
            "先在本文件里写上后继的地区",
          );
      });
    }
    for (const rule of place.responsibilities) needForward(folder, rule);
  }
  for (const category of snapshot.tipCategories) needForward(folder, category);
}

function needForward(folder: ContentFolder, entry: ActivePeriod): void {
  if (entry.activeTo !== undefined && entry.activeTo <= entry.activeFrom)
    folder.report(
      entry,
      "activeTo",
      "失效日期不晚于生效日期",
      "失效日期是第一个不再有效的日子，要晚于生效日期",
    );
}
