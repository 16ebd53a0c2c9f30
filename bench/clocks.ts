import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Queries, tablesOf } from "#db/database.ts";
import { openSqlite } from "#db/sqlite.ts";
import { addDays } from "#domain/calendar-date.ts";
import { readContent } from "#registry/read-content.ts";
import { openKeyring } from "#server/secrets/keyring.ts";
import { clocksOfTip } from "#server/services/clocks-of-tip.ts";
import { countFigures } from "#server/services/count-figures.ts";
import type { House } from "#server/services/house.ts";
import { listDue } from "#server/services/list-due.ts";
import { peakMemory, print, seconds } from "./figures.ts";
import { type Random, randomFrom } from "./random.ts";

const TODAY = "2026-11-20";
/** The tips came in over this many days before today. */
const DAYS = 730;
/** A life with everything in it: asked, extended, answered; and the day of each act. */
const LIFE = [
  ["submit", 0],
  ["admit", 1],
  ["verify", 2],
  ["ask", 4],
  ["resume", 7],
  ["extend", 9],
  ["find", 15],
  ["reply", 17],
  ["close", 18],
] as const;
/** Tips written in one statement. */
const BATCH = 200;

/** How long it takes to tell what is due, and to count two years, among many tips. */
export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { tips: { type: "string", default: "100000" } },
  });
  const folder = mkdtempSync(join(tmpdir(), "clocks-"));
  try {
    await measure(folder, Number(values.tips));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, count: number): Promise<void> {
  const { snapshot } = readContent("content");
  if (snapshot === undefined) throw new Error("the content is not sound");
  const house = {
    db: openSqlite(join(folder, "tips.sqlite")),
    keyring: openKeyring(join(folder, "secrets")).keyring,
    snapshot: () => snapshot,
    now: () => new Date(`${TODAY}T02:00:00Z`),
    today: () => TODAY,
  } as unknown as House;
  const open = await fill(house, count);
  print("tips", `${count}, of which ${open} have not ended; nine acts a life; SQLite`);

  const due = await timed("what is due", () => listDue(house, { today: TODAY }));
  print("lines", String(due.length));
  const figures = await timed("figures of two years", () => countFigures(house, true));
  print("months counted", String(figures.length));
  measureOne(house);
  print("peak memory", peakMemory());
  await house.db.close();
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  print(what, seconds(performance.now() - start));
  return result;
}

function measureOne(house: House): void {
  const tip = { jurisdiction: "ankang", category: "noise", isNamed: true };
  const events = LIFE.map(([act, after]) => ({
    act,
    at: instant("2026-03-02", after),
    until: null,
  }));
  const start = performance.now();
  const times = 20_000;
  for (let at = 0; at < times; at += 1) clocksOfTip(house.snapshot(), tip, events, TODAY);
  const each = (performance.now() - start) / times;
  print("clocks of one tip", `${(each * 1000).toFixed(0)} µs`);
}

/** Writes tips as they would lie there; what is sealed is a few bytes, since nobody opens it. */
async function fill(house: House, count: number): Promise<number> {
  const random = randomFrom(7);
  const rows = Array.from({ length: count }, (_, nth) => newTip(house, random, nth));
  for (let from = 0; from < count; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    await house.db.tx((queries) => insert(queries, batch));
  }
  return rows.filter(({ tip }) => tip.status !== "closed").length;
}

type NewTip = ReturnType<typeof newTip>;

async function insert(queries: Queries, batch: readonly NewTip[]): Promise<void> {
  const { tipDesks, tipEvents, tips } = tablesOf(queries);
  await queries.insert(tips).values(batch.map(({ tip }) => tip));
  await queries.insert(tipDesks).values(batch.map(({ desk }) => desk));
  await queries.insert(tipEvents).values(batch.flatMap(({ events }) => events));
}

function newTip(house: House, random: Random, nth: number) {
  const { jurisdictions, tipCategories } = house.snapshot();
  const place = random.one(jurisdictions);
  const id = `tip-${nth}`;
  const on = addDays(TODAY, -random.whole(DAYS));
  const done = LIFE.filter(([, after]) => addDays(on, after) <= TODAY);
  const acts = random.isWithin(0.02) ? done.slice(0, 3) : done;
  const department = random.one(place.departments).id;
  const isEnded = acts.at(-1)?.[0] === "close";
  return {
    tip: {
      id,
      reference: `${place.facts.referencePrefix}-2026-${String(nth).padStart(6, "0")}`,
      receiptIndex: id,
      jurisdiction: place.id,
      category: random.one(tipCategories).id,
      area: random.one(place.areas).id,
      isNamed: random.isWithin(0.5),
      isWeaklyProven: false,
      status: isEnded ? "closed" : "verification",
      receivedAt: instant(on, 0),
      sizeClass: 1,
      sealedBody: Buffer.from("sealed"),
    },
    desk: { id, tipId: id, department, role: "lead", isReceiving: true, order: 0 },
    events: acts.map(([act, after], at) => ({
      position: nth * LIFE.length + at + 1,
      tipId: id,
      at: instant(on, after),
      act,
      status: "verification",
      by: act === "submit" ? "reporter" : department,
      actor: "bench",
      until: act === "extend" ? addDays(on, 30) : null,
      outcome: act === "find" ? "substantiated" : null,
      previousHash: "",
      hash: "",
    })),
  };
}

function instant(day: string, after: number): string {
  return `${addDays(day, after)}T02:00:00.000Z`;
}
