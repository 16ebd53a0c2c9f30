import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import {
  gapLines,
  ROUTING_DAY,
  ROUTING_FILE,
  routingDocument,
} from "../../scripts/routing-document.ts";

const snapshot = readContent("content").snapshot as Snapshot;

test("the table of routing in the docs is the one of the rules", () => {
  expect(readFileSync(ROUTING_FILE, "utf8")).toBe(routingDocument(snapshot, ROUTING_DAY));
});

test("it has every category of every place", () => {
  const rows = routingDocument(snapshot, ROUTING_DAY).match(/^\| `/gm) ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(14 * snapshot.jurisdictions.length);
});

test("a rule taken away leaves a gap that is named", () => {
  const before = gapLines(snapshot, ROUTING_DAY);
  const jurisdictions = snapshot.jurisdictions.map((place) => ({
    ...place,
    responsibilities: place.responsibilities.filter((rule) => rule.id !== "ak-environment"),
  }));
  const after = gapLines({ ...snapshot, jurisdictions }, ROUTING_DAY);
  expect(before).not.toContain("ankang emission all");
  expect(after).toContain("ankang emission all");
});

test("areas with a rule of their own stand on a line of their own", () => {
  const jurisdictions = snapshot.jurisdictions.map((place) => {
    const rule = place.responsibilities.find((entry) => entry.id === "ak-environment");
    if (rule === undefined) return place;
    const own = { ...rule, id: "ak-own", areas: ["610902"], leads: ["emergency"] };
    return { ...place, responsibilities: [...place.responsibilities, own] };
  });
  const text = routingDocument({ ...snapshot, jurisdictions }, ROUTING_DAY);
  expect(text).toContain("| `emission` | 汉滨区 |  | emergency |");
});
