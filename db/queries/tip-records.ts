import type { Queries } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { appendToChain, digestOf } from "./chain.ts";

/** What an order had when records began; each new column is a kind of its own. */
const ORDER_COLUMNS = [
  "id",
  "tipId",
  "at",
  "by",
  "actor",
  "answerBy",
  "deskKeyId",
  "sealedText",
  "sealedCopy",
] as const;

/**
 * What is kept sealed of a tip, kind by kind, with the table it lies in. Each row leaves its digest
 * in a chain in the transaction that writes it, so that one which is deleted or changed later is
 * missed (`record-check.ts`). `columns`: what never changes of rows that do; absent: all of it. `id`: what a row is known
 * by. `isLater`: it joined when there were rows already, so one without a record may be older.
 */
export const RECORDED = {
  body: { table: "tips", columns: ["id", "reference", "receivedAt", "sealedBody"] },
  identity: { table: "tips", columns: ["id", "sealedIdentity"] },
  message: { table: "messages" },
  attachment: { table: "attachments" },
  "desk-note": { table: "deskNotes" },
  verification: { table: "verificationRecords" },
  "verification-photo": { table: "verificationPhotos" },
  order: { table: "supervisionOrders", columns: ORDER_COLUMNS },
  "order-copy": {
    table: "supervisionOrders",
    columns: ["id", "watchKeyId", "sealedForWatch"],
    isLater: true,
  },
  "disclosure-copy": { table: "disclosureCopies", id: "tipId" },
  objection: { table: "noticeObjections", id: "tipId", isLater: true },
} as const satisfies Record<string, RecordedTable>;
interface RecordedTable {
  table: keyof Tables;
  columns?: readonly string[];
  id?: string;
  isLater?: true;
}
export type RecordKind = keyof typeof RECORDED;
export const RECORD_KINDS = Object.keys(RECORDED) as RecordKind[];

/** Records that a row was written or took the place of an earlier one; only inside a transaction. */
export async function insertTipRecord(
  queries: Queries,
  kind: RecordKind,
  tipId: string,
  row: object,
): Promise<void> {
  const record = { tipId, kind, row: idOfRecord(kind, row), digest: digestOfRecord(kind, row) };
  await appendToChain(queries, "tip-records", record);
}

/** What the row of a kind is known by. */
export function idOfRecord(kind: RecordKind, row: object): string {
  return String((row as Record<string, unknown>)[recordedOf(kind).id ?? "id"]);
}

/** SHA-256 in hexadecimal over what is recorded of a row. */
export function digestOfRecord(kind: RecordKind, row: object): string {
  const { columns } = recordedOf(kind);
  const recorded = Object.entries(row).filter(([name]) => columns?.includes(name) ?? true);
  return digestOf(`record/${kind}`, Object.fromEntries(recorded));
}

/** The row of the table above. */
export function recordedOf(kind: RecordKind): RecordedTable {
  return RECORDED[kind];
}
