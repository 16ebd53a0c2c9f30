import { expect, test } from "vitest";
import { rectificationStanding } from "#domain/list-entry.ts";
import {
  latestExtension,
  type RectificationTerm,
  rectificationDue,
} from "#domain/rectification.ts";

const energy: RectificationTerm = {
  aspect: "energy",
  trigger: "能耗不达标",
  order: "限期整改",
  months: 6,
  printedTerm: "6个月",
  extensionMonths: 3,
  outcome: "依法关停退出",
  sanctions: [],
  approval: null,
  cites: [],
};

test("six months from the last of August end with February", () => {
  expect(rectificationDue(energy, "2024-08-31")).toBe("2025-02-28");
});

test("the extension is counted from the start, so it ends on the last of May", () => {
  expect(latestExtension(energy, "2024-08-31")).toBe("2025-05-31");
});

test("where no number is printed there is no due day, and no extension without one", () => {
  expect(rectificationDue({ ...energy, months: null }, "2024-08-31")).toBeNull();
  expect(latestExtension({ ...energy, extensionMonths: null }, "2024-08-31")).toBeNull();
});

test.each([
  [{ dueOn: "2025-02-28" }, "2025-02-28", "running"],
  [{ dueOn: "2025-02-28" }, "2025-03-01", "overdue"],
  [{ dueOn: "2025-02-28", extendedTo: "2025-05-31" }, "2025-03-01", "extended"],
  [{ dueOn: "2025-02-28", extendedTo: "2025-05-31" }, "2025-06-01", "overdue"],
  [{ dueOn: "2025-02-28", metOn: "2025-01-10" }, "2025-06-01", "met"],
  [{ dueOn: "2025-02-28", metOn: "2025-07-10" }, "2025-06-01", "overdue"],
  [{}, "2025-06-01", "no-term"],
] as const)("%j on %s is %s", (row, today, expected) => {
  expect(rectificationStanding(row, today)).toBe(expected);
});
