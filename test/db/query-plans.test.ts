import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Queries } from "#db/database.ts";
import { listClockedTips } from "#db/queries/clocked-tips.ts";
import { findDeskKey } from "#db/queries/desk-keys.ts";
import { countSpentProofs, deleteExpired, findAnswer } from "#db/queries/filing.ts";
import { countInbox, countUnread, listActsOfInbox, listInboxRows } from "#db/queries/inbox.ts";
import { listMessages } from "#db/queries/messages.ts";
import { listTipEvents } from "#db/queries/tip-events.ts";
import {
  findTipByReceipt,
  findTipByReference,
  listDesksOfTip,
  listKeysOfTip,
  listTipsMergedInto,
} from "#db/queries/tips.ts";
import * as schema from "#db/schema/sqlite.ts";
import { openSqlite } from "#db/sqlite.ts";
import { ENDED_STATUSES, OPEN_STATUSES } from "#domain/tip-status.ts";

let folder: string;
let connection: Sqlite.Database;
let queries: Queries;
const asked: { text: string; values: unknown[] }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plans-"));
  const file = join(folder, "tips.sqlite");
  await openSqlite(file).close();
  connection = new Sqlite(file);
  const logger = {
    logQuery: (text: string, values: unknown[]) => void asked.push({ text, values }),
  };
  queries = drizzle(connection, { schema, casing: "snake_case", logger });
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is asked while people wait, or over tables that only grow. */
const QUERIES = {
  "the tip of a receipt": () => findTipByReceipt(queries, ["a", "b"]),
  "the tip of a reference": () => findTipByReference(queries, "LH-2026-000001"),
  "what was merged into a tip": () => listTipsMergedInto(queries, "t"),
  "the keys of a tip": () => listKeysOfTip(queries, "t"),
  "the desks of a tip": () => listDesksOfTip(queries, "t"),
  "the messages of a tip": () => listMessages(queries, "t"),
  "the events of a tip": () => listTipEvents(queries, "t"),
  "the key of a desk": () => findDeskKey(queries, { jurisdiction: "lanhe", department: "miit" }),
  "the kept answer of a filing": () => findAnswer(queries, "k"),
  "the filings of the last minutes": () => countSpentProofs(queries, "2026-11-21"),
  "what has expired": () => deleteExpired(queries, "2026-11-21"),
} as const satisfies Record<string, () => Promise<unknown>>;

test.each(Object.entries(QUERIES))(
  "%s is found by an index, not by reading a table",
  async (_, ask) => {
    asked.length = 0;
    await ask();
    expect(asked.length).toBeGreaterThan(0);
    for (const { text, values } of asked) {
      expect(planOf(text, values)).toMatch(/^SEARCH \w+ USING (?:COVERING )?INDEX/);
    }
  },
);

test("an inbox begins at the open tips of its place, not at all that ever lay with the desk", async () => {
  asked.length = 0;
  const desks = [{ jurisdiction: "lanhe", department: "miit" }];
  const filter = { desks, statuses: OPEN_STATUSES };
  await listInboxRows(queries, filter, { limit: 50, first: "oldest" });
  await listActsOfInbox(queries, filter);
  await countUnread(queries, filter);
  expect(asked).toHaveLength(3);
  for (const { text, values } of asked) {
    const plan = planOf(text, values);
    expect(plan).toMatch(
      /^SEARCH tips USING (?:COVERING )?INDEX tips_by_place \(jurisdiction=\? AND status=\?\)/,
    );
    expect(plan).toContain(
      "INDEX tip_desks_at_department (tip_id=? AND department=? AND is_receiving=?)",
    );
    expect(plan).not.toContain("SCAN");
  }
});

test("what is at an end is counted without reading what is sealed", async () => {
  asked.length = 0;
  const desks = [{ jurisdiction: "lanhe", department: "miit" }];
  await countInbox(queries, { desks, statuses: ENDED_STATUSES });
  const [{ text, values } = { text: "", values: [] }] = asked;
  expect(planOf(text, values)).toMatch(/^SEARCH tips USING COVERING INDEX tips_by_place/);
});

test("the newest of one state are read in the order of the index, not sorted out of all", async () => {
  asked.length = 0;
  const desks = [{ jurisdiction: "lanhe", department: "miit" }];
  const filter = { desks, statuses: ["closed"] };
  await listInboxRows(queries, filter, { limit: 50, first: "newest" });
  const [{ text, values } = { text: "", values: [] }] = asked;
  expect(planOf(text, values)).toMatch(/USE TEMP B-TREE FOR LAST TERM OF ORDER BY$/);
});

test("what is due in a place begins at its open tips", async () => {
  asked.length = 0;
  await listClockedTips(queries, { statuses: OPEN_STATUSES, jurisdictions: ["lanhe"] });
  expect(asked).toHaveLength(3);
  for (const { text, values } of asked) {
    const plan = planOf(text, values);
    expect(plan).toMatch(
      /tips USING (?:COVERING )?INDEX tips_by_place \(jurisdiction=\? AND status=\?\)/,
    );
    expect(plan).not.toContain("SCAN");
  }
});

test("the same look shows a question that no index answers", () => {
  expect(planOf("select * from tips where category = ?", ["ditiaogang"])).toBe("SCAN tips");
});

/** The steps of SQLite's plan, sorting of what was found aside. */
function planOf(text: string, values: unknown[]): string {
  const steps = connection.prepare(`explain query plan ${text}`).all(...values);
  return (steps as { detail: string }[]).map(({ detail }) => detail).join("; ");
}
