import { type LedgerRow, ledgerRow } from "#domain/ledger.ts";
import { readCsv } from "./csv-file.ts";
import { ContentFolder } from "./folder.ts";

/** Every id that was ever given out, as far as its rows can be read. */
export function readLedger(folder: ContentFolder): LedgerRow[] {
  return folder.list("ledger", ".csv").flatMap((file) => readCsv(folder, file, ledgerRow));
}

/** The same of the content below `root`, of which nothing else is read. */
export function ledgerIds(root: string): ReadonlySet<string> {
  return new Set(readLedger(new ContentFolder(root)).map(({ id }) => id));
}
