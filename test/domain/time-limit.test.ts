import { describe, expect, test } from "vitest";
import { endOf, lengthText, limitFor, limitsFor, type TimeLimit } from "#domain/time-limit.ts";
import { readContent } from "#registry/read-content.ts";
import { limit } from "#support/limit.ts";

const { snapshot } = readContent("content");
const limits = snapshot?.timeLimits ?? [];
const years = snapshot?.workingYears ?? [];
const asked = { jurisdiction: "ankang", category: "emission", isNamed: false, on: "2026-09-28" };

describe("how long a limit is", () => {
  test("six months from 31 August 2024 end on the last day of February", () => {
    const months = limit({ length: 6, unit: "months" });
    expect(endOf(months, years, "2024-08-31")?.on).toBe("2025-02-28");
    expect(endOf(months, years, "2023-08-31")?.on).toBe("2024-02-29");
    expect(lengthText(months)).toBe("6个月");
  });

  test("days are plain days, weekends and holidays included", () => {
    const days = limit({ length: 6, unit: "days" });
    expect(endOf(days, years, "2024-09-30")).toEqual({ on: "2024-10-06", isProvisional: false });
  });

  test("working days skip holidays and count the Saturdays that are worked", () => {
    const days = limit({ length: 3, unit: "working-days" });
    expect(endOf(days, years, "2024-10-10")?.on).toBe("2024-10-14");
    expect(endOf(days, years, "2024-09-30")?.on).toBe("2024-10-10");
    expect(endOf(days, years, "2024-12-30")?.on).toBe("2025-01-03");
  });

  test("working days through a year that nobody has announced are provisional", () => {
    const days = limit({ length: 3, unit: "working-days" });
    expect(endOf(days, years, "2026-12-30")).toEqual({ on: "2027-01-04", isProvisional: true });
  });

  test("no number, no last day", () => {
    const none = limit({ length: null });
    expect(endOf(none, years, "2024-08-31")).toBeNull();
    expect(lengthText(none)).toBeNull();
  });
});

describe("which limit holds", () => {
  test("the narrower one: of the place, then of the category, then of a named reporter", () => {
    const all = limit({ id: "all" });
    const category = limit({ id: "category", categories: ["emission"] });
    const named = limit({ id: "named", isNamedOnly: true });
    const place = limit({ id: "place", jurisdictions: ["ankang"] });
    const found = (among: readonly TimeLimit[], more: Partial<typeof asked> = {}) =>
      limitFor(among, "verification", { ...asked, ...more })?.id;
    const every = [all, named, category, place];
    expect(found(every)).toBe("place");
    expect(found(every, { jurisdiction: "suizhou" })).toBe("category");
    expect(found(every, { jurisdiction: "suizhou", category: "noise" })).toBe("all");
    const asNamed = { jurisdiction: "suizhou", category: "noise", isNamed: true };
    expect(found(every, asNamed)).toBe("named");
    expect(found([place, category], asNamed)).toBeUndefined();
  });

  test("it holds from its first day and no longer on the day it ends", () => {
    const held = limit({ activeFrom: "2026-01-01", activeTo: "2026-02-01" });
    const days = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"];
    const found = days.map((on) => limitFor([held], "verification", { ...asked, on }) === held);
    expect(found).toEqual([false, true, true, false]);
  });

  test("地条钢 has limits of its own that come before those for all", () => {
    const own = limitsFor(limits, { ...asked, category: "ditiaogang", isScreened: true });
    expect(own.map(({ id }) => id)).toEqual([
      "transfer-ditiaogang",
      "objection",
      "verification-ditiaogang",
      "extension",
    ]);
  });

  test("every limit of this site is a default, with a sentence on where its number comes from", () => {
    expect(limits.length).toBeGreaterThanOrEqual(5);
    for (const { isDefault, basis } of limits) {
      expect(isDefault).toBe(true);
      expect(basis.length).toBeGreaterThan(10);
    }
  });
});
