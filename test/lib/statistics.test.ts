import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { barChart } from "#lib/bar-chart.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import type { Statistic } from "#lib/statistic.ts";
import { statisticCsv } from "#lib/statistic-files.ts";
import { statistics } from "#lib/statistics.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (!snapshot) throw new Error("the content is not sound");
const all = statistics(indexOf(snapshot), "2026-11-21");
const numbers = (id: string) => all.find((statistic) => statistic.id === id)?.groups ?? [];
const sum = (groups: Statistic["groups"]) =>
  groups.flatMap(({ rows }) => rows).reduce((total, { value }) => total + value, 0);

describe("exits", () => {
  test("are the same machines whether told by year, industry or area", () => {
    const byYear = sum(numbers("exits-by-year"));
    expect(byYear).toBeGreaterThan(0);
    expect(sum(numbers("exits-by-industry"))).toBe(byYear);
    expect(sum(numbers("exits-by-area"))).toBe(byYear);
  });

  test("are what is dismantled or sealed, and nothing else", () => {
    const states = numbers("equipment-by-state").flatMap(({ rows }) => rows);
    const left = states.filter(({ label }) => ["已拆除", "已封存"].includes(label));
    expect(sum(numbers("exits-by-year"))).toBe(left.reduce((total, row) => total + row.value, 0));
  });

  test("in several aspects count in each, so aspects add up to no less than the exits", () => {
    expect(sum(numbers("exits-by-aspect"))).toBeGreaterThanOrEqual(sum(numbers("exits-by-year")));
  });
});

test("machines of a split row count once, through their parts", () => {
  const parents = new Set(snapshot.equipment.flatMap(({ parent }) => parent ?? []));
  expect(parents.size).toBeGreaterThan(0);
  const counted = snapshot.equipment
    .filter(({ id }) => !parents.has(id))
    .reduce((total, { quantity }) => total + quantity, 0);
  expect(sum(numbers("equipment-by-state"))).toBe(counted);
});

test("capacities of different units never stand in one chart", () => {
  const units = numbers("exited-capacity").map(({ unit }) => unit);
  expect(units.length).toBeGreaterThan(5);
  expect(new Set(units).size).toBe(units.length);
});

test("every pledge is counted once", () => {
  expect(sum(numbers("pledges"))).toBe(snapshot.pledges.length);
});

test("a statistic with nothing to count is left out", () => {
  const none = { ...snapshot, pledges: [], enterprises: [], equipment: [], lists: [] };
  expect(statistics(indexOf(none), "2026-11-21")).toEqual([]);
});

test("the CSV of a statistic holds each number with its unit", () => {
  for (const statistic of all) {
    const rows: Record<string, string>[] = parse(statisticCsv(statistic), {
      columns: true,
      bom: true,
    });
    expect(rows.map((row) => [row[statistic.labelName], Number(row.数值), row.单位])).toEqual(
      statistic.groups.flatMap(({ unit, rows }) =>
        rows.map(({ label, value }) => [label, value, unit]),
      ),
    );
  }
});

describe("a chart", () => {
  const svg = barChart({
    id: "test",
    title: "标题<b>",
    description: "说明",
    bars: [
      { label: "甲", value: 10 },
      { label: "乙（实际淘汰产能，很长的说明）", value: 5 },
    ],
  });

  test("brings no style of its own, so that the content security policy holds", () => {
    expect(svg).not.toMatch(/<style|style=|javascript|\son\w+=/);
  });

  test("has a title and a description, and writes text as text", () => {
    expect(svg).toContain('aria-labelledby="test-title test-desc"');
    expect(svg).toContain("标题&lt;b&gt;");
  });

  test("draws bars in proportion", () => {
    const bars = /<g class="bars"[^>]*>(.*?)<\/g>/.exec(svg)?.[1] ?? "";
    const [long = 0, short = 1] = [...bars.matchAll(/width="([\d.]+)"/g)].map((m) => Number(m[1]));
    expect(long / short).toBeCloseTo(2, 6);
  });
});
