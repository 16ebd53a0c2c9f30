import { type CalendarDate, isActive } from "#domain/calendar-date.ts";
import type { Department } from "#domain/department.ts";
import type { DeskChangeKind } from "#domain/desk-change.ts";
import type { PlaceDesks } from "#domain/place-desks.ts";
import { isStanding } from "#domain/standing-department.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { dateText } from "./format.ts";

/** `today`: a date in Shanghai. What ended before is left out; what begins later stays. */
export function placeDesks(place: JurisdictionFolder, today: CalendarDate): PlaceDesks {
  const { id: jurisdiction, facts, departments, responsibilities } = place;
  const nameOf = (id: string) => departments.find((entry) => entry.id === id)?.name ?? id;
  const href = (kind: DeskChangeKind, field: string, id: string) =>
    `/staff/desk-changes/new/?${new URLSearchParams({ kind, jurisdiction, [field]: id })}`;
  const inForce = responsibilities.filter((rule) => isActive(rule, today));
  return {
    name: facts.name,
    desks: departments
      .filter((entry) => isStanding(entry, today) || (entry.activeFrom ?? "") > today)
      .map((entry) => ({
        name: entry.name,
        leads: inForce.filter(({ leads }) => leads.includes(entry.id)).length,
        later: laterOf(entry, today, nameOf),
        lasts: entry.activeTo === undefined,
        renameHref: href("rename", "department", entry.id),
        dissolveHref: href("dissolve", "departments", entry.id),
      })),
    rules: responsibilities
      .filter(({ activeTo }) => activeTo === undefined || activeTo > today)
      .map((rule) => ({
        summary: rule.summary,
        leads: rule.leads.map(nameOf).join("、") || "没有写明",
        later: [
          ...(rule.activeFrom > today ? [`${dateText(rule.activeFrom)}起`] : []),
          ...(rule.activeTo === undefined ? [] : [`${dateText(rule.activeTo)}失效`]),
        ].join("，"),
        lasts: rule.activeTo === undefined,
        assignHref: href("assign", "rule", rule.id),
      })),
  };
}

function laterOf(
  { activeFrom, activeTo, successor, laterNames }: Department,
  today: CalendarDate,
  nameOf: (id: string) => string,
): string {
  return [
    ...(activeFrom !== undefined && activeFrom > today ? [`${dateText(activeFrom)}设立`] : []),
    ...laterNames
      .filter((later) => later.activeFrom > today)
      .map(({ name, activeFrom: from }) => `${dateText(from)}起改称${name}`),
    ...(activeTo === undefined
      ? []
      : [`${dateText(activeTo)}撤销，${nameOf(successor ?? "")}接手`]),
  ].join("，");
}
