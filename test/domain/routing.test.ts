import { describe, expect, test } from "vitest";
import type { Responsibility } from "#domain/responsibility.ts";
import { type RoutingQuestion, receivingDesks, routeTip } from "#domain/routing.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
const ON = "2026-11-21";

function placeOf(id: string) {
  const place = snapshot?.jurisdictions.find((entry) => entry.id === id);
  if (place === undefined) throw new Error(`no place ${id}`);
  return place;
}

function categoryOf(id: string) {
  const category = snapshot?.tipCategories.find((entry) => entry.id === id);
  if (category === undefined) throw new Error(`no category ${id}`);
  return category;
}

function route(place: string, category: string, more: Partial<RoutingQuestion> = {}) {
  const question = { category: categoryOf(category), exclude: [], on: ON, ...more };
  return routeTip(placeOf(place), question);
}

function rolesOf(decision: ReturnType<typeof route>) {
  return decision.desks.map((desk) => `${desk.role} ${desk.department}`);
}

describe("the printed responsibilities decide", () => {
  test.each([
    ["ankang", "energy", ["lead miit", "supporting ndrc"]],
    ["ankang", "emission", ["lead ecology"]],
    ["ankang", "product-quality", ["lead market-regulation"]],
    ["ankang", "safety", ["lead emergency"]],
    ["suizhou", "energy", ["lead ndrc", "supporting miit"]],
    ["chongqing", "building-process", ["lead housing"]],
    ["chongqing", "high-water-use", ["lead economy-information"]],
    ["chongqing", "refined-oil", ["lead energy-bureau"]],
    ["chongqing", "noise", ["lead ndrc", "supporting economy-information", "supporting ecology"]],
  ])("%s, %s goes to %j", (place, category, desks) => {
    expect(rolesOf(route(place, category))).toEqual(desks);
  });

  test("地条钢 in 重庆 goes to every body the text names, with one in the lead", () => {
    const decision = route("chongqing", "ditiaogang");
    expect(rolesOf(decision)).toEqual([
      "lead economy-information",
      "supporting market-regulation",
      "supporting housing",
    ]);
    expect(decision.rule).toBe("cq-ditiaogang");
  });

  test.each(["hidden-equipment", "restart", "broken-pledge"])(
    "%s of a coal power plant in 重庆, whose lead the text leaves open, is decided by a person",
    (category) => {
      const decision = route("chongqing", category, { industry: "coal-power" });
      expect(rolesOf(decision)).toEqual(["lead leading-group-office"]);
      expect([decision.rule, decision.isManual]).toEqual(["cq-coal-power", true]);
      expect(decision.desks[0]?.reason).toContain("煤电");
      const other = route("chongqing", category, { industry: "cement" });
      expect(rolesOf(other)).toEqual(["lead economy-information", "supporting housing"]);
    },
  );

  test("smoke of a coal power plant in 重庆 goes to the ecology desk like any other", () => {
    const decision = route("chongqing", "emission", { industry: "coal-power" });
    expect(rolesOf(decision)).toEqual(rolesOf(route("chongqing", "emission")));
  });

  test.each(["ankang", "diqing"])(
    "地条钢 in %s, whose text is silent, goes by technology and quality and says so",
    (place) => {
      const decision = route(place, "ditiaogang");
      const handling = decision.desks.filter((desk) => desk.role !== "screening");
      expect(handling.map((desk) => desk.department)).toContain("market-regulation");
      for (const desk of handling) expect(desk.reason).toContain("本地文件未规定");
    },
  );

  test("an open-ended text is marked open, a closed one is not", () => {
    expect(route("ankang", "safety").openEnded).toBe(true);
    expect(route("ankang", "emission").openEnded).toBe(false);
  });

  test("every category in every place has a desk, a reason and a place in a document", () => {
    for (const { id } of snapshot?.jurisdictions ?? []) {
      for (const category of snapshot?.tipCategories ?? []) {
        const { desks } = route(id, category.id);
        expect(desks.length, `${id} ${category.id}`).toBeGreaterThan(0);
        for (const desk of desks) {
          expect(desk.reason.length).toBeGreaterThan(5);
          expect(desk.basis.where).not.toBe("");
        }
      }
    }
  });
});

describe("central intake", () => {
  test("迪庆 screens first and names who would handle it; only the screening desk receives", () => {
    const decision = route("diqing", "emission");
    expect(rolesOf(decision)).toEqual(["screening leading-group-office", "lead ecology"]);
    expect(receivingDesks(decision).map((desk) => desk.department)).toEqual([
      "leading-group-office",
    ]);
  });

  test("地条钢 in 韶关 is for a person to decide: its areas are divided in a paper nobody published", () => {
    const decision = route("shaoguan", "ditiaogang");
    expect(decision.rule).toBe("sg-ditiaogang");
    expect(receivingDesks(decision).map((desk) => desk.department)).toEqual(["miit"]);
    expect(rolesOf(decision).slice(0, 3)).toEqual([
      "screening miit",
      "lead miit",
      "supporting ndrc",
    ]);
  });
});

describe("who must not see it", () => {
  test("an excluded lead is replaced one level up, and the reason says why", () => {
    const [lead] = route("ankang", "emission", { exclude: ["ecology"] }).desks;
    expect(lead).toMatchObject({ department: "government", role: "lead" });
    expect(lead?.reason).toContain("回避");
  });

  test("an excluded supporter is left out", () => {
    expect(rolesOf(route("ankang", "energy", { exclude: ["ndrc"] }))).toEqual(["lead miit"]);
  });

  test("a tip about a department goes to the coordinator, or above when that is excluded", () => {
    expect(rolesOf(route("ankang", "inaction"))).toEqual(["lead miit"]);
    expect(rolesOf(route("ankang", "inaction", { exclude: ["miit"] }))).toEqual([
      "lead government",
    ]);
  });

  test("no excluded department ever receives anything, whatever is excluded", () => {
    for (const { id, departments } of snapshot?.jurisdictions ?? []) {
      for (const { id: excluded } of departments) {
        for (const category of snapshot?.tipCategories ?? []) {
          const { desks } = route(id, category.id, { exclude: [excluded] });
          expect(desks.map((desk) => desk.department)).not.toContain(excluded);
          expect(desks.length).toBeGreaterThan(0);
        }
      }
    }
  });

  test("when everybody who could take it is excluded, nobody gets it", () => {
    const everyone = placeOf("ankang").departments.map((department) => department.id);
    expect(route("ankang", "emission", { exclude: everyone }).desks).toEqual([]);
  });
});

describe("scope and time of a rule", () => {
  const place = placeOf("ankang");
  const [rule] = place.responsibilities.filter((entry) => entry.id === "ak-environment");
  const narrow = { ...rule, id: "narrow", leads: ["emergency"] } as Responsibility;
  const routeWith = (added: Responsibility, more: Partial<RoutingQuestion>) =>
    routeTip(
      { ...place, responsibilities: [...place.responsibilities, added] },
      { category: categoryOf("emission"), exclude: [], on: ON, ...more },
    ).rule;

  test("a rule for one area comes before the general one, there alone", () => {
    const scoped = { ...narrow, areas: ["610902"] };
    expect(routeWith(scoped, { area: "610902" })).toBe("narrow");
    expect(routeWith(scoped, { area: "610921" })).toBe("ak-environment");
    expect(routeWith(scoped, {})).toBe("ak-environment");
  });

  test("a rule for one industry comes before the general one, there alone", () => {
    const scoped = { ...narrow, industries: ["cement"] };
    expect(routeWith(scoped, { industry: "cement" })).toBe("narrow");
    expect(routeWith(scoped, { industry: "steel" })).toBe("ak-environment");
  });

  test("a rule holds from its first day and no longer on the day it ends", () => {
    const early = {
      ...narrow,
      areas: ["610902"],
      activeFrom: "2025-01-01",
      activeTo: "2026-01-01",
    };
    const on = (day: string) => routeWith(early, { area: "610902", on: day });
    expect([on("2024-12-31"), on("2025-01-01"), on("2025-12-31"), on("2026-01-01")]).toEqual([
      "ak-environment",
      "narrow",
      "narrow",
      "ak-environment",
    ]);
  });

  test("a duty that is not for tips, such as funding, never draws one", () => {
    const funding = { ...narrow, areas: ["610902"], isForTips: false };
    expect(routeWith(funding, { area: "610902" })).toBe("ak-environment");
  });
});
