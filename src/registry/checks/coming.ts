import { addDays, type CalendarDate, isActive } from "#domain/calendar-date.ts";
import type { Department } from "#domain/department.ts";
import type { Responsibility } from "#domain/responsibility.ts";
import { comingGaps, type DatedGap } from "#domain/routing-gap.ts";
import { findRules } from "#domain/routing-rules.ts";
import { heirOf } from "#domain/standing-department.ts";
import type { ContentFolder } from "../folder.ts";
import type { JurisdictionFolder, Snapshot } from "../snapshot.ts";

/**
 * What is in order today and will not be: a matter that nobody answers for from a day on, a rule
 * that names a department beyond its last day. Only reminders, since a document may mean it so.
 */
export function checkComing(
  { jurisdictions, tipCategories }: Snapshot,
  folder: ContentFolder,
  today: CalendarDate,
): void {
  for (const place of jurisdictions) {
    const gaps = comingGaps(tipCategories, place, today);
    const byRule = Map.groupBy(gaps, (gap) => ruleBefore(place, gap) ?? place.facts);
    for (const [at, those] of byRule) remindOfGaps(folder, at, those);
    for (const gone of place.departments.filter(({ activeTo = "" }) => activeTo > today))
      for (const rule of place.responsibilities) remindOfGone(folder, place, rule, gone);
  }
}

/** The rule that answered until the day a gap opens. */
function ruleBefore(place: JurisdictionFolder, { category, areas, on }: DatedGap) {
  const eve = addDays(on, -1);
  const area = place.areas.find((entry) => isActive(entry, on) && areas.includes(entry.name))?.id;
  return findRules(place, { category, area, exclude: [], on: eve }).rules[0];
}

function remindOfGaps(folder: ContentFolder, at: object, gaps: readonly DatedGap[]): void {
  for (const [on, those] of Map.groupBy(gaps, (gap) => gap.on)) {
    const matters = those.map(
      ({ category, areas }) =>
        `“${category.label}”${areas.length === 0 ? "" : `（只限${areas.join("、")}）`}`,
    );
    folder.report(
      at,
      "activeTo" in at ? "activeTo" : "",
      `从 ${on} 起，${matters.join("、")}没有部门负责，会先到统筹的部门`,
      `写一条从 ${on} 生效的规则（activeFrom）；文件确实没有规定的，不用改`,
      "warning",
    );
  }
}

function remindOfGone(
  folder: ContentFolder,
  { departments }: JurisdictionFolder,
  rule: Responsibility,
  { id, activeTo }: Department,
): void {
  if (activeTo === undefined || !isActive(rule, activeTo)) return;
  const heir = heirOf(departments, id, activeTo);
  for (const field of ["leads", "supporting"] as const) {
    const index = rule[field].indexOf(id);
    if (index === -1) continue;
    folder.report(
      rule,
      `${field}.${index}`,
      `部门 ${id} 从 ${activeTo} 起撤销，这条规则那天以后还写着它，到时由 ${heir} 接手`,
      `文件另有安排的，给这条规则写 activeTo: "${activeTo}"，再写一条新的；由 ${heir} 接手的，不用改`,
      "warning",
    );
  }
}
