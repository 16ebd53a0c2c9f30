import type { CalendarDate } from "#domain/calendar-date.ts";
import { MATTERS, OTHER_MATTERS } from "./grounds.ts";
import type { Listing } from "./life.ts";
import { type Place, type PlaceList, publisherOf } from "./place.ts";
import { issueFor } from "./schedule.ts";

/** Years back for which lists about matters are told. */
const YEARS = 2;

/** Rows of the lists whose subject is a matter and not a firm: one set for each of the last years. */
export function matterListings(place: Place, today: CalendarDate): Listing[] {
  const lists = place.lists.filter((list) => list.kind.rowSubject === "matter");
  return lists.flatMap((list) =>
    yearsFor(place, today).flatMap((year) => listingsOf(place, list, `${year}-06-30`, today)),
  );
}

function yearsFor(place: Place, today: CalendarDate): number[] {
  const last = Number(today.slice(0, 4)) - 1;
  const first = Math.max(place.folder.facts.planYear, last - YEARS + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function listingsOf(
  place: Place,
  list: PlaceList,
  on: CalendarDate,
  today: CalendarDate,
): Listing[] {
  const issue = issueFor(list.duty?.frequency ?? null, on);
  if (issue.publishedOn > today) return [];
  const { id: kind } = list.kind;
  const publisher = publisherOf(place, list, "technology");
  return (MATTERS[kind] ?? OTHER_MATTERS).map((subject, index) => ({
    kind,
    publisher,
    issue,
    versions: [
      {
        entry: `${place.id}-demo-${kind}-${issue.year}-r${index + 1}`,
        version: 1,
        change: "listed",
        changedOn: issue.publishedOn,
        subject: `${subject}（演示）`,
        equipment: [],
        aspects: [],
      },
    ],
  }));
}
