import type { CalendarDate } from "#domain/calendar-date.ts";
import { namedOn } from "#domain/department-name.ts";
import type { Snapshot } from "./snapshot.ts";

/** The content as a day has it: departments under the names of that day, Shanghai. */
export function snapshotOn(snapshot: Snapshot, on: CalendarDate): Snapshot {
  const jurisdictions = snapshot.jurisdictions.map((place) => namedOn(place, on));
  const isSame = jurisdictions.every((place, index) => place === snapshot.jurisdictions[index]);
  return isSame ? snapshot : { ...snapshot, jurisdictions };
}

/** The same for as long as snapshot and day stay; worked out again when either moves on. */
export function snapshotOfToday(
  snapshot: () => Snapshot,
  today: () => CalendarDate,
): () => Snapshot {
  let kept: { of: Snapshot; on: CalendarDate; as: Snapshot } | undefined;
  return () => {
    const of = snapshot();
    const on = today();
    if (kept?.of !== of || kept.on !== on) kept = { of, on, as: snapshotOn(of, on) };
    return kept.as;
  };
}
