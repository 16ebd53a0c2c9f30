import { describe, expect, test } from "vitest";
import type { EquipmentState } from "#domain/equipment-state.ts";
import { type PledgeFacts, pledgeStanding } from "#domain/pledge.ts";

const PLEDGE: PledgeFacts = {
  id: "p1",
  enterprise: "e1",
  equipment: ["q1"],
  signedBy: "试验公司",
  signedOn: "2024-01-01",
  publishedOn: "2024-01-02",
  reasonNotDismantled: "seized-or-frozen",
  dismantleBy: "2025-06-30",
  sample: true,
};
const RESERVE: PledgeFacts = { ...PLEDGE, reasonNotDismantled: "emergency-reserve" };

describe("where a pledge stands", () => {
  test.each<[string, PledgeFacts, string, EquipmentState[], string, number | null]>([
    ["the last day is still in time", PLEDGE, "2025-06-30", ["sealed"], "kept", 0],
    ["the day after is overdue", PLEDGE, "2025-07-01", ["sealed"], "overdue", -1],
    ["a line that is gone is not overdue", PLEDGE, "2025-07-01", ["dismantled"], "fulfilled", -1],
    ["half gone is overdue", PLEDGE, "2025-07-01", ["dismantled", "sealed"], "overdue", -1],
    ["a restart breaks it", PLEDGE, "2025-01-01", ["restarted"], "breached", 180],
    [
      "a lawful reserve is not a broken pledge",
      PLEDGE,
      "2025-07-01",
      ["reserve"],
      "reserved",
      null,
    ],
    ["kept as reserve by its own reason", RESERVE, "2026-01-01", ["sealed"], "reserved", null],
    [
      "a reserve that restarts without leave is broken",
      RESERVE,
      "2026-01-01",
      ["restarted"],
      "breached",
      0,
    ],
  ])("%s", (_, facts, today, machines, state, daysLeft) => {
    const standing = pledgeStanding(facts, today, machines);
    expect(standing.state).toBe(state);
    if (state !== "breached") expect(standing.daysLeft).toBe(daysLeft);
  });

  test("without a day set nothing is overdue, however long it lasts", () => {
    const { dismantleBy: _, ...open } = PLEDGE;
    expect(pledgeStanding(open, "2040-01-01", ["sealed"])).toEqual({
      state: "kept",
      daysLeft: null,
    });
  });
});
