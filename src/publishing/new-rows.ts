import type { ListEntryVersion } from "#domain/list-entry.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import type { GivenIds } from "./given-ids.ts";
import { type Publication, rowsToPublish } from "./publication.ts";
import { type Registrations, Registry } from "./registrations.ts";
import { type About, cellsOf, contentsOf, unspokenOf } from "./row-cells.ts";

/** What a publication adds, room by room; versions of older rows with the batch they belong to. */
export interface NewRows extends Registrations {
  listed: ListEntryVersion[];
  revised: { batch: string; version: ListEntryVersion }[];
}

/** Works out every row, giving ids to firms, machines and entries that have none. */
export function newRows(publication: Publication, ids: GivenIds): NewRows {
  const registry = new Registry(publication, ids);
  const rows: NewRows = Object.assign(registry.registrations, { listed: [], revised: [] });
  const latest = latestVersions(publication.snapshot);
  for (const row of rowsToPublish(publication)) {
    const { enterprise, equipment } = registry.register(row);
    if (row.action === "add") {
      const stem =
        enterprise ?? `${publication.place.id}-${publication.kind}-${publication.facts.year}`;
      const entry = ids.give("list-entry", `${stem}-r`);
      rows.listed.push(listed(publication, row, { entry, enterprise, equipment }));
    } else {
      const before = latestOf(latest, row.continues ?? "");
      rows.revised.push(revised(publication, row, { enterprise, equipment }, before));
    }
  }
  for (const { entry, batch } of publication.draft.vanished) {
    const version = left(publication, latestOf(latest, entry).version);
    rows.revised.push({ batch: `${publication.kind}/${batch}`, version });
  }
  return rows;
}

function listed(
  publication: Publication,
  row: DraftRow,
  { entry, ...about }: About & { entry: string },
): ListEntryVersion {
  const { publishedOn } = publication.facts;
  return {
    entry,
    version: 1,
    change: "listed",
    changedOn: publishedOn,
    ...contentsOf(row, about),
    ...cellsOf(row),
  };
}

function revised(publication: Publication, row: DraftRow, about: About, before: Standing) {
  const { facts, draft } = publication;
  const { change, reason, document } = facts.revision ?? { change: "updated", reason: "" };
  const source = `${draft.source.file}（SHA-256：${draft.source.sha256}）`;
  const version: ListEntryVersion = {
    ...before.version,
    ...contentsOf(row, about),
    ...cellsOf(row),
    ...unspokenOf(before.version, publication, row),
    sourceFile: draft.source.file,
    sourceSha256: draft.source.sha256,
    version: before.version.version + 1,
    change,
    changedOn: facts.publishedOn,
    changeReason: reason,
    changeDocument: document === undefined ? source : `${document}；${source}`,
  };
  return { batch: before.batch, version };
}

function left({ facts }: Publication, version: ListEntryVersion): ListEntryVersion {
  const leaving = facts.leaving[version.entry];
  if (leaving === undefined) throw new Error(`no reason for ${version.entry}`);
  return {
    ...version,
    version: version.version + 1,
    change: leaving.change,
    changedOn: facts.publishedOn,
    changeReason: leaving.reason,
    changeDocument: leaving.document,
  };
}

/** The newest version of a published row and the file it stands in. */
interface Standing {
  batch: string;
  version: ListEntryVersion;
}

function latestVersions({ lists }: Publication["snapshot"]): ReadonlyMap<string, Standing> {
  return new Map(
    lists.flatMap(({ id: batch, versions }) =>
      versions.map((version) => [version.entry, { batch, version }] as const),
    ),
  );
}

function latestOf(latest: ReadonlyMap<string, Standing>, entry: string): Standing {
  const found = latest.get(entry);
  if (found === undefined) throw new Error(`no published row ${entry}`);
  return found;
}
