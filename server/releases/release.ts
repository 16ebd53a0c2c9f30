import { join } from "node:path";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { PublishedSearch } from "#search/published.ts";
import { enterprisePaths } from "../enterprise-path.ts";
import { loadPages, type RenderPage } from "../pages.ts";
import { searchIndexOpener } from "../search-index.ts";
import { openStaticSite, type StaticSite } from "../static-site.ts";

/** Everything that is shown, of one moment: swapped as a whole, so that nothing of two is mixed. */
export interface Release {
  id: string;
  /** The Shanghai date its pages speak of; null for a folder that does not say. */
  today: CalendarDate | null;
  snapshot: Snapshot;
  site: StaticSite;
  renderPage: RenderPage;
  enterprisePathOf: (name: string) => string | null;
  openSearchIndex: () => Promise<PublishedSearch>;
}

/** Pages below `folder` and the snapshot they were made from; `searchIndex` names the folder of theirs. */
export interface ReleasePlace {
  id: string;
  today: CalendarDate | null;
  folder: string;
  snapshot: Snapshot;
  searchIndex?: string | undefined;
}

/** Opens a release. */
export async function openRelease(
  place: ReleasePlace,
  /** Pages rendered by the same program, loaded before: a program is never loaded twice. */
  loaded?: RenderPage,
): Promise<Release> {
  const { id, today, folder, snapshot } = place;
  const client = join(folder, "client");
  return {
    id,
    today,
    snapshot,
    site: openStaticSite(client),
    renderPage: loaded ?? (await loadPages(join(folder, "server", "entry.mjs"))),
    enterprisePathOf: enterprisePaths(snapshot),
    openSearchIndex: searchIndexOpener(client, place.searchIndex),
  };
}

/** The checked content below `root`. Throws with all its errors when it is wrong. */
export function readSound(root: string): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot !== undefined) return snapshot;
  const errors = problems.filter((problem) => problem.severity === "error");
  throw new Error(`内容有 ${errors.length} 个错误：\n${errors.map(formatProblem).join("\n")}`);
}
