import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Working-day calendars hold days of their own year, and no day is both off and worked. */
export function checkCalendars(snapshot: Snapshot, folder: ContentFolder): void {
  for (const year of snapshot.workingYears) {
    for (const field of ["holidays", "workingWeekends"] as const)
      year[field].forEach((day, index) => {
        if (!day.startsWith(`${year.year}-`))
          folder.report(
            year,
            `${field}.${index}`,
            `${day} 不是 ${year.year} 年的日子`,
            "移到那一年的文件里",
          );
      });
    year.workingWeekends.forEach((day, index) => {
      if (year.holidays.includes(day))
        folder.report(
          year,
          `workingWeekends.${index}`,
          `${day} 既是假日又是工作日`,
          "按放假通知删去一处",
        );
      if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))
        folder.report(
          year,
          `workingWeekends.${index}`,
          `${day} 不是周末`,
          "调休上班只写周六、周日",
        );
    });
  }
  for (const place of snapshot.jurisdictions)
    for (const entry of place.calendar)
      if (entry.time.type === "span" && entry.time.to < entry.time.from)
        folder.report(entry, "time.to", "结束早于开始", "检查两个日期的先后");
}
