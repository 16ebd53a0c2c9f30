import { expect, test } from "vitest";
import {
  type EquipmentEvent,
  type EquipmentEventKind,
  equipmentStanding,
} from "#domain/equipment-state.ts";

const event = (kind: EquipmentEventKind, on: string): EquipmentEvent => ({
  equipment: "q1",
  event: kind,
  on,
  by: "miit",
  source: "演示",
});

const SEALED: EquipmentEventKind[] = ["waterCut", "powerCut", "driveRemoved", "sealed"];

test("equipment in a plan is planned, never exited", () => {
  expect(equipmentStanding([], true).state).toBe("planned");
  expect(equipmentStanding([], false).state).toBe("listed");
});

test("three of the four sealing facts are not a seal", () => {
  const events = [
    event("stopped", "2024-08-01"),
    ...SEALED.slice(0, 3).map((kind) => event(kind, "2024-08-02")),
  ];
  expect(equipmentStanding(events, true).state).toBe("stopped");
});

test("all four sealing facts seal on the day of the last one", () => {
  const events = [
    event("stopped", "2024-08-01"),
    ...SEALED.map((kind, index) => event(kind, `2024-08-0${index + 2}`)),
  ];
  expect(equipmentStanding(events, true)).toMatchObject({ state: "sealed", since: "2024-08-05" });
});

test("facts of one day count whatever order they are written in", () => {
  const day = [...SEALED, "stopped" as const].map((kind) => event(kind, "2024-08-01"));
  expect(equipmentStanding(day, true).state).toBe("sealed");
  expect(equipmentStanding(day.reverse(), true).state).toBe("sealed");
});

test("a restart breaks the seal, and a new seal needs all four facts again", () => {
  const sealed = SEALED.map((kind) => event(kind, "2024-08-01"));
  const restarted = [...sealed, event("restarted", "2025-01-01")];
  expect(equipmentStanding(restarted, true).state).toBe("restarted");
  const half = [...restarted, event("stopped", "2025-01-05"), event("sealed", "2025-01-06")];
  expect(equipmentStanding(half, true).state).toBe("stopped");
});

test("an inspection changes nothing, dismantling ends it", () => {
  const events = [
    event("stopped", "2024-08-01"),
    event("dismantled", "2024-09-01"),
    event("inspected", "2025-01-01"),
  ];
  expect(equipmentStanding(events, true)).toMatchObject({
    state: "dismantled",
    since: "2024-09-01",
  });
});

test("a coal power unit kept as reserve is neither sealed nor broken", () => {
  expect(equipmentStanding([event("reserve", "2024-08-01")], true).state).toBe("reserve");
});
