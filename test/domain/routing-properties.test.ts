import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayExclude, routeTip } from "#domain/routing.ts";
import { isAboutRecord, type TipCategory } from "#domain/tip-category.ts";
import { readContent } from "#registry/read-content.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

const ON = "2026-11-21";
const content = readContent("content").snapshot as Snapshot;
const { jurisdictions, tipCategories, industries } = content;

/** Any question about any place, with any departments kept out but the supervisor. */
const questions = fc.constantFrom(...jurisdictions).chain((place) =>
  fc.record({
    place: fc.constant(place.id),
    category: fc.constantFrom(...tipCategories.map((category) => category.id)),
    area: fc.option(fc.constantFrom(...place.areas.map((area) => area.id)), { nil: undefined }),
    industry: fc.option(fc.constantFrom(...industries.map((industry) => industry.id)), {
      nil: undefined,
    }),
    exclude: fc.subarray(excludable(place)),
  }),
);

function excludable(place: JurisdictionFolder): string[] {
  return place.departments.map(({ id }) => id).filter((id) => mayExclude(place, [id], ON));
}

function holds(check: (answered: ReturnType<typeof routed>) => void) {
  fc.assert(
    fc.property(questions, (asked) => check(routed(asked))),
    { numRuns: 2000 },
  );
}

type Asked = typeof questions extends fc.Arbitrary<infer T> ? T : never;
function routed(asked: Asked) {
  const place = jurisdictions.find((entry) => entry.id === asked.place) as JurisdictionFolder;
  const category = tipCategories.find((entry) => entry.id === asked.category) as TipCategory;
  const { area, industry, exclude } = asked;
  const decision = routeTip(place, { category, area, industry, exclude, on: ON });
  return { asked, place, category, exclude, decision };
}

describe("whatever is asked, in every place of the register", () => {
  test("no department that must not see the tip is named", () => {
    holds(({ decision, exclude }) => {
      for (const { department } of decision.desks) expect(exclude).not.toContain(department);
    });
  });

  test("exactly one desk leads, so no tip is without one", () => {
    holds(({ decision }) => {
      expect(decision.desks.filter((desk) => desk.role === "lead")).toHaveLength(1);
    });
  });

  test("one desk screens, and first, where intake is central; nowhere else does one", () => {
    holds(({ place, category, decision }) => {
      const isOther = category.toSuperior || isAboutRecord(category);
      const isCentral = place.facts.intake.mode === "central" && !isOther;
      const roles = decision.desks.map((desk) => desk.role);
      expect(roles.filter((role) => role === "screening")).toHaveLength(isCentral ? 1 : 0);
      expect(roles[0]).toBe(isCentral ? "screening" : "lead");
    });
  });

  test("every desk is a department of the place, named once for each task", () => {
    holds(({ place, decision }) => {
      const known = place.departments.map((department) => department.id);
      const tasks = decision.desks.map((d) => `${d.department} ${d.role === "screening"}`);
      for (const desk of decision.desks) expect(known).toContain(desk.department);
      expect(new Set(tasks).size).toBe(tasks.length);
    });
  });

  test("the same question has the same answer", () => {
    holds(({ asked, decision }) => {
      expect(routed(asked).decision).toEqual(decision);
    });
  });

  test("a rule of the topic comes before a rule of the aspect", () => {
    holds(({ place, category, decision }) => {
      const { topic } = category;
      const ofTopic = place.responsibilities.filter(
        (rule) => rule.isForTips && topic !== undefined && rule.topics.includes(topic),
      );
      if (ofTopic.length > 0) expect(ofTopic.map((rule) => rule.id)).toContain(decision.rule);
      expect(decision.isSilent && ofTopic.length > 0).toBe(false);
    });
  });
});

test("every category of every place routes in every area, with nobody and with each one kept out", () => {
  let cells = 0;
  for (const place of jurisdictions)
    for (const category of tipCategories)
      for (const area of [undefined, ...place.areas.map(({ id }) => id)])
        for (const exclude of [[], ...excludable(place).map((id) => [id])]) {
          const { desks } = routeTip(place, { category, area, exclude, on: ON });
          if (desks.filter((desk) => desk.role === "lead").length !== 1)
            expect.fail(`${place.id} ${category.id} ${area} without ${exclude}`);
          cells += 1;
        }
  expect(cells).toBeGreaterThan(14 * 5);
});

test("the supervisor is the one that may not be kept out", () => {
  for (const place of jurisdictions) {
    expect(mayExclude(place, [place.facts.supervisor], ON)).toBe(false);
    expect(mayExclude(place, excludable(place), ON)).toBe(true);
  }
});
