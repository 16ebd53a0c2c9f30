import fc from "fast-check";
import { expect, test } from "vitest";
import { overseerOf, watchersOf, watchesFor } from "#domain/oversight.ts";
import { type Grant, mayDo } from "#domain/staff-role.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
const places = snapshot?.jurisdictions ?? [];

/** A tip in one of the places, at one of its departments, with some of them kept out. */
const watched = fc.constantFrom(...places).chain((place) => {
  const ids = place.departments.map(({ id }) => id);
  const likely = [place.facts.coordinator, place.facts.supervisor, ...ids];
  return fc.record({
    place: fc.constant(place),
    inCharge: fc.constantFrom(...likely),
    excluded: fc.uniqueArray(fc.constantFrom(...likely), { maxLength: 4 }),
  });
});

test("nobody whom a reporter keeps out watches over the tip, nor is told that it is overdue", () => {
  fc.assert(
    fc.property(watched, ({ excluded, ...tip }) => {
      const asked = { ...tip, isExcluded: (id: string) => excluded.includes(id) };
      const watchers = watchersOf(asked);
      expect(watchers.filter((id) => excluded.includes(id))).toEqual([]);
      expect([undefined, ...watchers]).toContain(overseerOf(asked));
      expect(overseerOf(asked)).not.toBe(tip.inCharge);
    }),
    { numRuns: 2000 },
  );
});

test("a role for the whole place never reaches a tip that keeps the coordinating body out", () => {
  fc.assert(
    fc.property(watched, ({ excluded, ...tip }) => {
      const { coordinator } = tip.place.facts;
      const keptOut = [...excluded, coordinator];
      const grants: Grant[] = [{ role: "coordinator", jurisdiction: tip.place.id }];
      const asked = { ...tip, isExcluded: (id: string) => keptOut.includes(id) };
      const may = (...of: Parameters<Parameters<typeof watchesFor>[0]>) => mayDo({ grants }, ...of);
      expect(watchesFor(may, asked, { jurisdiction: tip.place.id })).toBeUndefined();
    }),
  );
});

test.each(places.map((place) => [place.facts.name, place] as const))(
  "%s: someone is left to watch over a tip about the coordinating body",
  (_name, place) => {
    const { coordinator } = place.facts;
    const [inCharge = ""] = place.departments
      .map(({ id }) => id)
      .filter((id) => id !== coordinator && id !== place.facts.supervisor);
    const asked = { place, inCharge, isExcluded: (id: string) => id === coordinator };
    expect(overseerOf(asked)).toBeDefined();
  },
);
