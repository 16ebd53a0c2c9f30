import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** Instants around midnight in Shanghai, in New York, and around changes of American clocks. */
const INSTANTS = [
  "2026-03-02T15:59:59.999Z",
  "2026-03-02T16:00:00.000Z",
  "2026-03-08T06:59:00.000Z",
  "2026-03-08T07:01:00.000Z",
  "2026-11-01T05:30:00.000Z",
  "2026-12-31T15:59:59.999Z",
  "2026-12-31T16:00:00.000Z",
];

const PROGRAM = `
  import { readContent } from "./src/registry/read-content.ts";
  import { shanghaiDate, addMonths } from "./src/domain/calendar-date.ts";
  import { tipClock } from "./src/domain/tip-clock.ts";
  const { timeLimits: limits, workingYears } = readContent("content").snapshot;
  const of = { jurisdiction: "ankang", category: "noise", isNamed: true, isScreened: true, limits, workingYears };
  const told = ${JSON.stringify(INSTANTS)}.map((at) => {
    const on = shanghaiDate(new Date(at));
    const clocks = tipClock([{ act: "submit", on }], of, on);
    return [on, addMonths("2024-08-31", 6), ...clocks.map(({ dueOn }) => dueOn)];
  });
  console.log(JSON.stringify({ told, offset: new Date(${JSON.stringify(INSTANTS[0])}).getTimezoneOffset() }));
`;

function told(zone: string): { told: string[][]; offset: number } {
  const program = ["--input-type=module", "--eval", PROGRAM];
  const text = execFileSync(process.execPath, program, {
    encoding: "utf8",
    env: { ...process.env, TZ: zone },
  });
  return JSON.parse(text) as { told: string[][]; offset: number };
}

test("on a machine in New York or on Kiritimati the dates are those of Shanghai", () => {
  const shanghai = told("Asia/Shanghai");
  const newYork = told("America/New_York");
  const kiritimati = told("Pacific/Kiritimati");
  expect([shanghai.offset, newYork.offset, kiritimati.offset]).toEqual([-480, 300, -840]);
  expect(newYork.told).toEqual(shanghai.told);
  expect(kiritimati.told).toEqual(shanghai.told);
  expect(shanghai.told.map(([on]) => on)).toEqual([
    "2026-03-02",
    "2026-03-03",
    "2026-03-08",
    "2026-03-08",
    "2026-11-01",
    "2026-12-31",
    "2027-01-01",
  ]);
  expect(shanghai.told[0]).toContain("2025-02-28");
});
