import { and, asc, eq, exists, gt, inArray, notExists, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type Queries, tablesOf } from "../database.ts";
import { findDeskChangeFaults } from "./desk-change-check.ts";
import {
  digestOfRecord,
  idOfRecord,
  RECORD_KINDS,
  type RecordKind,
  recordedOf,
} from "./tip-records.ts";

/** How many records are looked up at once. */
const BATCH = 500;
/** How many faults are told. */
const TOLD = 50;

/** A row that is not as it was recorded: gone, changed, or never recorded. */
export interface RecordFault {
  kind: RecordKind | "desk-change";
  row: string;
  /** Of the tip; of a change of departments its place. */
  reference: string;
  fault: "missing" | "changed" | "unrecorded";
}
export interface RecordReport {
  checked: number;
  faults: RecordFault[];
}

/**
 * Holds every row that is kept sealed of tips against what was recorded when it was written. Rows of
 * a tip that was purged are gone for a reason, which is an event of the tip. Of tips filed before
 * there were records, what was written before is not looked for. Changes of departments are held
 * against the chain of the staff.
 */
export async function findRecordFaults(queries: Queries): Promise<RecordReport> {
  const { tipRecords } = tablesOf(queries);
  const report: RecordReport = { checked: 0, faults: [] };
  for (let after = 0; ; ) {
    const records = await queries
      .select()
      .from(tipRecords)
      .where(gt(tipRecords.position, after))
      .orderBy(asc(tipRecords.position))
      .limit(BATCH);
    report.checked += records.length;
    report.faults.push(...(await faultsOf(queries, records)));
    const last = records.at(-1);
    if (last === undefined || report.faults.length >= TOLD) break;
    after = last.position;
  }
  for (const kind of RECORD_KINDS) report.faults.push(...(await unrecorded(queries, kind)));
  report.faults.push(...(await findDeskChangeFaults(queries)));
  return { ...report, faults: report.faults.slice(0, TOLD) };
}

interface TipRecord {
  position: number;
  tipId: string;
  kind: string;
  row: string;
  digest: string;
}

async function faultsOf(queries: Queries, records: readonly TipRecord[]): Promise<RecordFault[]> {
  const suspects: (RecordFault & TipRecord & { kind: RecordKind })[] = [];
  for (const kind of RECORD_KINDS) {
    const ofKind = records.filter((record) => record.kind === kind);
    const rows = await rowsOf(queries, kind, ofKind);
    for (const record of ofKind) {
      const row = rows.get(record.row);
      if (row !== undefined && digestOfRecord(kind, row) === record.digest) continue;
      const fault = row === undefined ? "missing" : "changed";
      suspects.push({ ...record, kind, fault, reference: "" });
    }
  }
  const told: RecordFault[] = [];
  for (const { kind, row, fault, tipId, position } of suspects) {
    if (await isExplained(queries, { kind, row, tipId, position })) continue;
    told.push({ kind, row, fault, reference: await referenceOf(queries, tipId) });
  }
  return told;
}

async function rowsOf(queries: Queries, kind: RecordKind, records: readonly TipRecord[]) {
  if (records.length === 0) return new Map<string, object>();
  const { table, id } = columnsOf(queries, kind);
  const ids = records.map(({ row }) => row);
  const rows: object[] = await queries.select().from(table).where(inArray(id, ids));
  return new Map(rows.map((row): [string, object] => [idOfRecord(kind, row), row]));
}

/** The tip was purged since, or the row took another's place and is recorded once more. */
async function isExplained(
  queries: Queries,
  { kind, row, tipId, position }: Omit<TipRecord, "digest">,
): Promise<boolean> {
  const { tipEvents, tipRecords } = tablesOf(queries);
  const [purged] = await queries
    .select({ position: tipEvents.position })
    .from(tipEvents)
    .where(and(eq(tipEvents.tipId, tipId), eq(tipEvents.act, "purge")))
    .limit(1);
  const [later] = await queries
    .select({ position: tipRecords.position })
    .from(tipRecords)
    .where(
      and(eq(tipRecords.row, row), eq(tipRecords.kind, kind), gt(tipRecords.position, position)),
    )
    .limit(1);
  return purged !== undefined || later !== undefined;
}

/** Rows that nobody recorded, of tips that came since there are records. */
async function unrecorded(queries: Queries, kind: RecordKind): Promise<RecordFault[]> {
  if (recordedOf(kind).table === "tips" || recordedOf(kind).isLater) return [];
  const { tipRecords } = tablesOf(queries);
  const { table, id, tipId } = columnsOf(queries, kind);
  const of = (column: SQLiteColumn, value: RecordKind) =>
    queries
      .select({ one: sql`1` })
      .from(tipRecords)
      .where(and(eq(tipRecords.kind, value), eq(tipRecords.row, column)));
  const rows: { row: string; tipId: string }[] = await queries
    .select({ row: id, tipId })
    .from(table)
    .where(and(exists(of(tipId, "body")), notExists(of(id, kind))))
    .limit(TOLD);
  return await Promise.all(
    rows.map(async ({ row, tipId }) => {
      const reference = await referenceOf(queries, tipId);
      return { kind, row, reference, fault: "unrecorded" as const };
    }),
  );
}

/** The table of a kind with the columns that are looked up. */
function columnsOf(queries: Queries, kind: RecordKind) {
  const recorded = recordedOf(kind);
  const table = tablesOf(queries)[recorded.table];
  const columns = table as unknown as Record<string, SQLiteColumn>;
  const { [recorded.id ?? "id"]: id, tipId } = columns as { tipId: SQLiteColumn } & typeof columns;
  if (id === undefined) throw new Error(`rows of ${kind} have no id`);
  return { table: table as never, id, tipId };
}

async function referenceOf(queries: Queries, tipId: string): Promise<string> {
  const { tips } = tablesOf(queries);
  const [tip] = await queries
    .select({ reference: tips.reference })
    .from(tips)
    .where(eq(tips.id, tipId));
  return tip?.reference ?? tipId;
}
