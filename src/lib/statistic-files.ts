import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Statistic } from "./statistic.ts";
import { csvFile } from "./table-file.ts";

/** The numbers of a statistic as CSV, one row a bar. */
export function statisticCsv({ labelName, groups }: Statistic): string {
  const rows = groups.flatMap(({ name, unit, rows }) =>
    rows.map(({ label, value }) => ({ group: name, label, value, unit })),
  );
  const hasGroups = groups.some(({ name }) => name !== null);
  return csvFile<(typeof rows)[number]>(
    [
      ...(hasGroups
        ? [{ header: "分组", cell: (row: { group: string | null }) => row.group }]
        : []),
      { header: labelName, cell: ({ label }) => label },
      { header: "数值", cell: ({ value }) => value },
      { header: "单位", cell: ({ unit }) => unit },
    ],
    rows,
  );
}

/** The same as JSON, with what is counted and the day it stands for. */
export function statisticJson(
  statistic: Statistic,
  release: { today: CalendarDate; isSample: boolean },
): string {
  return `${JSON.stringify({ ...statistic, asOf: release.today, isSample: release.isSample }, null, 2)}\n`;
}

export const STATISTIC_FORMATS = [
  { format: "csv", write: statisticCsv },
  { format: "json", write: statisticJson },
] as const;
