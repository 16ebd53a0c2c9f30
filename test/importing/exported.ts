import type { ListRow } from "#domain/list-row.ts";
import type { ImportDraft, ImportProblem } from "#importing/import-draft.ts";
import { type ImportRequest, importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { listRow } from "#lib/list-rows.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import type { Snapshot } from "#registry/snapshot.ts";

export const TODAY = "2026-11-21";

/** The rows of a list that stand on it, as the site gives them out. */
export function standingRows(snapshot: Snapshot, jurisdiction: string, kind: string): ListRow[] {
  const index = indexOf(snapshot);
  return [...index.entriesByFile]
    .filter(([key]) => key.startsWith(`${jurisdiction}/${kind}/`))
    .flatMap(([, entries]) => entries.map((entry) => listRow(index, entry, TODAY)))
    .filter((row) => !["delisted", "withdrawn", "expired"].includes(row.change));
}

/** Every list of a snapshot that holds rows. */
export function listsOf(
  snapshot: Snapshot,
): { jurisdiction: string; kind: string; rows: ListRow[] }[] {
  return snapshot.jurisdictions
    .flatMap((place) =>
      place.publishedLists.map(({ kind }) => ({
        jurisdiction: place.id,
        kind,
        rows: standingRows(snapshot, place.id, kind),
      })),
    )
    .filter(({ rows }) => rows.length > 0);
}

/** The draft a file amounts to; fails where the file is refused. */
export async function draftOf(
  snapshot: Snapshot,
  bytes: Uint8Array,
  request: Partial<ImportRequest>,
): Promise<ImportDraft> {
  const result = await importSpreadsheet(bytes, requestOf(request), snapshot);
  if ("refused" in result) throw new Error(result.refused.map(({ message }) => message).join("\n"));
  return result.draft;
}

/** Why a file is refused; empty where it is not. */
export async function refusalsOf(
  snapshot: Snapshot,
  bytes: Uint8Array,
  request: Partial<ImportRequest>,
): Promise<ImportProblem[]> {
  const result = await importSpreadsheet(bytes, requestOf(request), snapshot);
  return "refused" in result ? result.refused : [];
}

function requestOf(request: Partial<ImportRequest>): ImportRequest {
  return {
    fileName: "名单.xlsx",
    jurisdiction: "ankang",
    kind: "exit",
    statedAs: null,
    replaces: "none",
    answers: {},
    today: TODAY,
    ...request,
  };
}
