import { ROWS_PER_PAGE } from "#domain/list-row.ts";
import type { ListSheet } from "#domain/list-sheet.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { listSheet } from "./list-view.ts";
import { indexOf } from "./snapshot-index.ts";

/** Parameters of `/lists/[jurisdiction]/[kind]/[...scope]`, with the sheet they stand for. */
interface ListPath {
  params: { jurisdiction: string; kind: string; scope: string | undefined };
  props: { sheet: ListSheet; page: number };
}

/** Every list page: all years and each year, every hundred rows a page. */
export function listPages(snapshot: Snapshot, today: string): ListPath[] {
  return listScopes(snapshot, today).flatMap(({ params, props: { sheet } }) => {
    const pages = Math.max(1, Math.ceil(sheet.rows.length / ROWS_PER_PAGE));
    return Array.from({ length: pages }, (_, i) => ({
      params: { ...params, scope: join(params.scope, i === 0 ? undefined : `page/${i + 1}`) },
      props: { sheet, page: i + 1 },
    }));
  });
}

/** Every list that has data files beside it: all years and each year. */
export function listScopes(snapshot: Snapshot, today: string): ListPath[] {
  const index = indexOf(snapshot);
  return snapshot.jurisdictions.flatMap((place) =>
    place.publishedLists.flatMap(({ kind }) => {
      const all = listSheet(index, { jurisdiction: place.id, kind, year: null }, today);
      return [null, ...(all?.years ?? [])].flatMap((year) => {
        const sheet =
          year === null ? all : listSheet(index, { jurisdiction: place.id, kind, year }, today);
        const scope = year === null ? undefined : String(year);
        return sheet === null
          ? []
          : [{ params: { jurisdiction: place.id, kind, scope }, props: { sheet, page: 1 } }];
      });
    }),
  );
}

/** The list that the path behind `/lists/` names, and the page in it; null for any other path. */
export function parseListPath(path: string) {
  const match = /^([a-z0-9-]+)\/([a-z0-9-]+)(?:\/(\d{4}))?(?:\/page\/(\d+))?\/?$/.exec(path);
  if (match === null) return null;
  const [, jurisdiction = "", kind = "", year, page] = match;
  return {
    jurisdiction,
    kind,
    year: year === undefined ? null : Number(year),
    page: Number(page ?? 1),
  };
}

function join(...parts: (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join("/") || undefined;
}
