import { OFFICE } from "#domain/office.ts";
import type { Place } from "#domain/staff-role.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** Names of places, departments and areas as people know them, for the place of a grant or desk. */
export function placeNames(snapshot: Snapshot): (place: Place) => (id: string) => string {
  const places = new Map(snapshot.jurisdictions.map((entry) => [entry.id, entry]));
  return ({ jurisdiction }) => {
    const place = jurisdiction === undefined ? undefined : places.get(jurisdiction);
    return (id) => {
      if (place === undefined) return id;
      if (id === jurisdiction) return place.facts.name;
      if (id === OFFICE) return "统筹";
      const named = [...place.departments, ...place.areas].find((entry) => entry.id === id);
      return named?.name ?? id;
    };
  };
}
