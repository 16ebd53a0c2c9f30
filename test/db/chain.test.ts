import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, tablesOf } from "#db/database.ts";
import { type ChainHead, watchChains } from "#db/queries/chain.ts";
import { findChainEnd, findChainFault } from "#db/queries/chain-check.ts";
import { nextNumber } from "#db/queries/filing.ts";
import { appendTipEvent, listTipEvents, type NewTipEvent } from "#db/queries/tip-events.ts";
import { insertTip } from "#db/queries/tips.ts";
import { DATABASES, type TestDatabase } from "#support/databases.ts";

const STARTING = 60_000;
const AT = "2026-11-21T02:00:00.000Z";
const TIP = {
  id: "t",
  reference: "LH-2026-000001",
  receiptIndex: "r",
  jurisdiction: "lanhe",
  category: "ditiaogang",
  area: null,
  isNamed: false,
  isWeaklyProven: false,
  status: "received",
  receivedAt: AT,
  sizeClass: 1024,
  sealedBody: Buffer.from([1]),
  sealedIdentity: null,
};
const event = (more: Partial<NewTipEvent> = {}): NewTipEvent => ({
  tipId: "t",
  at: AT,
  act: "submit",
  status: "received",
  by: "reporter",
  actor: "reporter",
  until: null,
  outcome: null,
  sealedNote: Buffer.from([0, 255]),
  ...more,
});

describe.each(DATABASES)("a chain on $name", ({ make }) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await make();
    db = made.db;
    await db.tx(async (queries) => {
      const desk = {
        id: "d",
        tipId: "t",
        department: "x",
        role: "lead",
        isReceiving: true,
        order: 0,
      };
      const key = { id: "k", tipId: "t", purpose: "content", holder: "x", sealed: Buffer.of(1) };
      await insertTip(queries, { tip: TIP, desks: [desk], keys: [key], exclusions: [] });
    });
  }, STARTING);
  afterAll(() => made.drop());
  const append = (through: Database, more?: Partial<NewTipEvent>) =>
    through.tx((queries) => appendTipEvent(queries, event(more)));

  test("rows appended at once stand one behind the other, each with the hash of the last", async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => append(db, { act: `act ${index}` })),
    );
    const rows = await listTipEvents(db.read, "t");
    expect(rows.map((row) => row.position)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(rows.slice(1).map((row) => row.previousHash)).toEqual(
      rows.slice(0, -1).map((row) => row.hash),
    );
    expect(await findChainFault(db.read, "tip-events")).toBeNull();
    expect(await findChainEnd(db.read, "tip-events")).toEqual({ last: 30, given: 30 });
  });

  test("a row that was not committed leaves no gap", async () => {
    const before = await findChainEnd(db.read, "tip-events");
    const failing = db.tx(async (queries) => {
      await appendTipEvent(queries, event());
      throw new Error("changed its mind");
    });
    await expect(failing).rejects.toThrow("changed its mind");
    await append(db, { sealedNote: null });
    expect(await findChainEnd(db.read, "tip-events")).toEqual({
      last: before.last + 1,
      given: before.last + 1,
    });
    expect(await findChainFault(db.read, "tip-events")).toBeNull();
  });

  test("the database itself refuses to change or delete what happened", async () => {
    const { tipEvents } = tablesOf(db.read);
    const refused = (work: Parameters<Database["tx"]>[0]) =>
      db.tx(work).then(
        () => "done",
        (error: Error) => `${error.message} ${String(error.cause)}`,
      );
    expect(await refused((queries) => queries.update(tipEvents).set({ act: "x" }))).toContain(
      "tip_events is append-only",
    );
    expect(await refused((queries) => queries.delete(tipEvents))).toContain(
      "tip_events is append-only",
    );
    expect(await findChainFault(db.read, "tip-events")).toBeNull();
  });

  test("positions given to nobody are seen as a cut tail", async () => {
    const { last } = await findChainEnd(db.read, "tip-events");
    let seen: unknown;
    const undone = db.tx(async (queries) => {
      await nextNumber(queries, "tip-events");
      seen = await findChainFault(queries, "tip-events");
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(seen).toEqual({ position: last + 1, fault: "cut" });
  });

  describe("that is watched", () => {
    let told: ChainHead[];
    let watched: Database;
    beforeEach(() => {
      told = [];
      watched = watchChains(db, (heads) => told.push(...heads));
    });

    test("tells every head it committed, and of what did not commit nothing", async () => {
      await Promise.all([
        append(watched),
        append(watched),
        watched.once("a job", (queries) => appendTipEvent(queries, event())),
        watched
          .tx(async (queries) => {
            await appendTipEvent(queries, event());
            throw new Error("changed its mind");
          })
          .catch(() => undefined),
      ]);
      const rows = (await listTipEvents(db.read, "t")).slice(-3);
      expect(told.toSorted((a, b) => a.position - b.position)).toEqual(
        rows.map(({ position, hash }) => ({ chain: "tip-events", position, hash })),
      );
    });

    test("says nothing of transactions that append nothing", async () => {
      expect(await watched.tx((queries) => nextNumber(queries, "other"))).toBeGreaterThan(0);
      expect(told).toEqual([]);
    });
  });
});
