import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LedgerRow } from "#domain/ledger.ts";
import { restrictedColumns, restrictedValues } from "#domain/restricted.ts";
import { lostIds } from "#publishing/identifier-history.ts";

/** Where the page of an identifier lies; other kinds are shown on the page of what they belong to. */
const PAGE_ROOMS: Partial<Record<LedgerRow["kind"], string>> = {
  enterprise: "enterprises",
  announcement: "announcements",
  pledge: "pledges",
};

/** Everything that entries are published in, once each: pages repeat what is in the data beside them. */
const PUBLISHED_ENTRIES = [
  "enterprises/*/data.json",
  "lists/**/data.csv",
  "announcements/**/index.html",
  "pledges/**/index.html",
  "data/*.csv",
];

/**
 * What forbids serving a built site below `client`: an identifier given once that no page answers
 * for, one that was known to the release before and is not to this one, and values that the forms
 * carry but nobody may publish. Dead links and missing tags have stopped the build
 * before. Empty when all is well.
 */
export function releaseFaults(
  client: string,
  ledger: readonly LedgerRow[],
  idsBefore: readonly string[],
): string[] {
  return [...vanished(ledger, idsBefore), ...unanswered(client, ledger), ...restricted(client)];
}

function vanished(ledger: readonly LedgerRow[], idsBefore: readonly string[]): string[] {
  const now = new Set(ledger.map((row) => row.id));
  const lost = lostIds(now, [{ from: "", ids: idsBefore }]);
  return [...lost.keys()].map(
    (id) => `编号 ${id} 发布过，登记簿里却没有了；编号只能停用，不能删除`,
  );
}

function unanswered(client: string, ledger: readonly LedgerRow[]): string[] {
  return ledger.flatMap(({ id, kind }) => {
    const room = PAGE_ROOMS[kind];
    if (room === undefined || existsSync(join(client, room, id, "index.html"))) return [];
    return [`编号 ${id} 没有页面：/${room}/${id}/`];
  });
}

function restricted(client: string): string[] {
  return globSync(PUBLISHED_ENTRIES, { cwd: client }).flatMap((file) => {
    const text = readFileSync(join(client, file), "utf8");
    const columns = file.endsWith(".csv") ? restrictedColumns(text.split("\n", 1)[0] ?? "") : [];
    return [
      ...columns.map((column) => `/${file}：有不得公开的一栏“${column}”`),
      ...restrictedValues(text).map((what) => `/${file}：有不得公开的${what}`),
    ];
  });
}
