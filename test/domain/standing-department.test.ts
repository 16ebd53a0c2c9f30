import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Department } from "#domain/department.ts";
import { mayExclude, routeTip } from "#domain/routing.ts";
import { forebearsOf, heirOf, isStanding, placeOn } from "#domain/standing-department.ts";
import { readContent } from "#registry/read-content.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

const DAY = "2027-01-01";
const EVE = "2026-12-31";
const content = readContent("content").snapshot as Snapshot;
const { jurisdictions, tipCategories } = content;
const ankang = jurisdictions.find(({ id }) => id === "ankang") as JurisdictionFolder;
const energy = tipCategories.find(({ id }) => id === "energy");

/** A place in which some departments are dissolved on `DAY` in favour of another. */
function without(place: JurisdictionFolder, gone: readonly string[], successor: string) {
  const change = (entry: Department): Department =>
    gone.includes(entry.id) ? { ...entry, activeTo: DAY, successor } : entry;
  return { ...place, departments: place.departments.map(change) };
}
function desksOf(place: JurisdictionFolder, on: string, exclude: readonly string[] = []) {
  if (energy === undefined) throw new Error("no category energy");
  const { desks } = routeTip(place, { category: energy, exclude, on });
  return desks.map(({ role, department }) => `${role} ${department}`);
}

describe("a department that is dissolved from a day on", () => {
  const place = without(ankang, ["miit"], "ndrc");

  test("receives until the day before, its successor from that day, once", () => {
    expect(desksOf(place, EVE)).toEqual(["lead miit", "supporting ndrc"]);
    expect(desksOf(place, DAY)).toEqual(["lead ndrc"]);
  });

  test("keeps its successor out as well where a reporter keeps it out", () => {
    expect(desksOf(place, DAY, ["miit"])).toEqual(["lead government"]);
    expect(desksOf(place, DAY, ["ndrc"])).toEqual(["lead government"]);
  });

  test("is followed to whoever took over from its successor, and an unknown id is itself", () => {
    const twice = place.departments.map((entry) =>
      entry.id === "ndrc" ? { ...entry, activeTo: DAY, successor: "ecology" } : entry,
    );
    expect(heirOf(twice, "miit", DAY)).toBe("ecology");
    expect(heirOf(twice, "miit", EVE)).toBe("miit");
    expect(heirOf(twice, "nobody", DAY)).toBe("nobody");
    expect(forebearsOf(twice, "ecology", DAY).toSorted()).toEqual(["ecology", "miit", "ndrc"]);
    expect(forebearsOf(twice, "ecology", EVE)).toEqual(["ecology"]);
  });

  test("was coordinator, supervisor and superior: its successor is from then on", () => {
    const { facts } = placeOn(place, DAY);
    expect([facts.coordinator, facts.supervisor]).toEqual(["ndrc", ankang.facts.supervisor]);
    const above = without(ankang, ["government"], "miit");
    const { departments, facts: after } = placeOn(above, DAY);
    expect(after.supervisor).toBe(heirOf(above.departments, ankang.facts.supervisor, DAY));
    expect(departments.find(({ id }) => id === "ecology")?.superior).toBe("miit");
    // Whoever took over from its own superior has that one's superior above.
    expect(departments.find(({ id }) => id === "miit")?.superior).toBe("province-government");
  });

  test("a circle in the data ends, and does not hang", () => {
    const circle = [
      { id: "a", activeTo: DAY, successor: "b" },
      { id: "b", activeTo: DAY, successor: "a" },
    ];
    expect(["a", "b"]).toContain(heirOf(circle, "a", DAY));
  });
});

test("a department stands from its first day to the day before it is dissolved", () => {
  const life = { activeFrom: "2026-06-01", activeTo: DAY };
  expect(["2026-05-31", "2026-06-01", EVE, DAY].map((on) => isStanding(life, on))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("the same place is given back while nobody is dissolved, so routing costs nothing more", () => {
  expect(placeOn(ankang, DAY)).toBe(ankang);
});

test("however departments are merged, one standing desk leads and no excluded one is named", () => {
  const merged = fc.constantFrom(...jurisdictions).chain((place) => {
    const ids = place.departments.map(({ id }) => id);
    return fc
      .record({
        successor: fc.constantFrom(...ids),
        gone: fc.subarray(ids),
        exclude: fc.subarray(ids),
        category: fc.constantFrom(...tipCategories),
      })
      .map(({ gone, successor, ...rest }) => ({
        ...rest,
        place: without(
          place,
          gone.filter((id) => id !== successor),
          successor,
        ),
      }));
  });
  fc.assert(
    fc.property(merged, ({ place, exclude, category }) => {
      const kept = exclude.filter((id) => mayExclude(place, [id], DAY));
      const { desks } = routeTip(place, { category, exclude: kept, on: DAY });
      expect(desks.filter(({ role }) => role === "lead")).toHaveLength(1);
      for (const { department } of desks) {
        const entry = place.departments.find(({ id }) => id === department);
        expect(entry !== undefined && isStanding(entry, DAY)).toBe(true);
        for (const id of forebearsOf(place.departments, department, DAY)) {
          expect(kept).not.toContain(id);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
