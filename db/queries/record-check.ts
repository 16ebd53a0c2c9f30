import { and, asc, eq, exists, gt, inArray, notExists, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type Queries, tablesOf } from "../database.ts";
import { digestOfRecord, RECORD_KINDS, RECORDED, type RecordKind } from "./tip-records.ts";

/** How many records are looked up at once. */
const BATCH = 500;
/** How many faults are told. */
const TOLD = 50;

/** A row that is not as it was recorded: gone, changed, or never recorded. */
export interface RecordFault {
  kind: RecordKind;
  row: string;
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
 * there were records, what was written before is not looked for.
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
  const table = tablesOf(queries)[RECORDED[kind].table];
  const ids = records.map(({ row }) => row);
  const rows: { id: string }[] = await queries.select().from(table).where(inArray(table.id, ids));
  return new Map(rows.map((row): [string, object] => [row.id, row]));
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
  if (RECORDED[kind].table === "tips") return [];
  const { tipRecords } = tablesOf(queries);
  const table = tablesOf(queries)[RECORDED[kind].table] as { id: SQLiteColumn } & {
    tipId: SQLiteColumn;
  };
  const of = (column: SQLiteColumn, value: RecordKind) =>
    queries
      .select({ one: sql`1` })
      .from(tipRecords)
      .where(and(eq(tipRecords.kind, value), eq(tipRecords.row, column)));
  const rows: { row: string; tipId: string }[] = await queries
    .select({ row: table.id, tipId: table.tipId })
    .from(table as never)
    .where(and(exists(of(table.tipId, "body")), notExists(of(table.id, kind))))
    .limit(TOLD);
  return await Promise.all(
    rows.map(async ({ row, tipId }) => {
      const reference = await referenceOf(queries, tipId);
      return { kind, row, reference, fault: "unrecorded" as const };
    }),
  );
}

async function referenceOf(queries: Queries, tipId: string): Promise<string> {
  const { tips } = tablesOf(queries);
  const [tip] = await queries
    .select({ reference: tips.reference })
    .from(tips)
    .where(eq(tips.id, tipId));
  return tip?.reference ?? tipId;
}
