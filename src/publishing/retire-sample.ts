import type { CalendarDate } from "#domain/calendar-date.ts";
import { type LedgerRow, ledgerRow } from "#domain/ledger.ts";
import { ContentFolder } from "#registry/folder.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { type GuardedChange, guarded } from "./change-content.ts";
import { rowsAsText } from "./rows-as-text.ts";

/** Rooms of entries: one file a place, or one folder a place. */
const ENTRY_FILES =
  /^(?:enterprises|equipment|equipment-events|acceptances|pictures)\/([^/.]+)\.(?:csv|yaml)$/;
const ENTRY_FOLDERS =
  /^(?:lists|announcements|pledges|outcomes|statements|record-batches|pictures)\/([^/]+)\//;

const REASON = "演示数据停用";

/** What retiring came to: the changes to make, or why none may be made. */
export type Retirement = { changes: GuardedChange[]; retired: number } | { refusals: string[] };

/**
 * Works out how every demonstration entry leaves the content below `root`: its files go, its ids
 * stay in the ledger with the day and the reason, so that their addresses go on answering. A place
 * that holds an entry which is not marked as demonstration is refused.
 */
export function retireSample(root: string, snapshot: Snapshot, today: CalendarDate): Retirement {
  const places = new Set(
    snapshot.enterprises.filter((firm) => firm.isSample).map((firm) => firm.jurisdiction),
  );
  const refusals = realEntries(snapshot, places);
  if (refusals.length > 0) return { refusals };
  const files = [...new ContentFolder(root).files].filter((file) => {
    const place = ENTRY_FILES.exec(file)?.[1] ?? ENTRY_FOLDERS.exec(file)?.[1];
    return place !== undefined && places.has(place);
  });
  const ledgers = [...places].map((place) => ({ place, rows: ledgerOf(snapshot, place, today) }));
  return {
    changes: guarded(root, [
      ...files.map((file) => ({ file, text: null })),
      ...ledgers.map(({ place, rows }) => ({
        file: `ledger/${place}.csv`,
        text: rowsAsText(ledgerRow, rows),
      })),
    ]),
    retired: ledgers.reduce((sum, { rows }) => sum + rows.length, 0),
  };
}

function realEntries(snapshot: Snapshot, places: ReadonlySet<string>): string[] {
  const entries = [
    ...snapshot.lists.map((list) => ({ ...list, isSample: list.batch.sample, what: "名单" })),
    ...snapshot.announcements.map((entry) => ({ ...entry, isSample: entry.sample, what: "公告" })),
    ...snapshot.pledges.map((entry) => ({ ...entry, isSample: entry.sample, what: "承诺" })),
    ...snapshot.recordBatches.map((entry) => ({
      ...entry,
      isSample: entry.sample,
      what: "登记批次",
    })),
    ...snapshot.outcomes.map((entry) => ({ ...entry, isSample: entry.sample, what: "办理结果" })),
    ...snapshot.statements.map((entry) => ({ ...entry, isSample: entry.sample, what: "企业声明" })),
  ];
  return entries
    .filter((entry) => places.has(entry.jurisdiction) && !entry.isSample)
    .map((entry) => `${entry.what} ${entry.id} 没有标明是演示数据，不能当作演示数据停用`);
}

/** Ids of a place begin with its name. */
function ledgerOf(snapshot: Snapshot, place: string, today: CalendarDate): LedgerRow[] {
  return snapshot.ledger
    .filter((row) => row.id.startsWith(`${place}-`))
    .map((row) => (row.retiredOn ? row : { ...row, retiredOn: today, retiredReason: REASON }));
}
