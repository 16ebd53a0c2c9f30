import type { Enterprise } from "#domain/enterprise.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { ListEntryVersion } from "#domain/list-entry.ts";
import type { DraftRow, MachineMatch, ProposedEnterprise } from "#importing/import-draft.ts";
import type { GivenIds } from "./given-ids.ts";
import { type Publication, rowsToPublish } from "./publication.ts";
import { type About, cellsOf, contentsOf, unspokenOf } from "./row-cells.ts";

/** What a publication adds, room by room; versions of older rows with the batch they belong to. */
export interface NewRows {
  enterprises: Enterprise[];
  /** Firms whose name, code, area or industry the file says otherwise, as they are from now on. */
  restated: Enterprise[];
  equipment: Equipment[];
  listed: ListEntryVersion[];
  revised: { batch: string; version: ListEntryVersion }[];
}

/** Works out every row, giving ids to firms, machines and entries that have none. */
export function newRows(publication: Publication, ids: GivenIds): NewRows {
  const rows: NewRows = { enterprises: [], restated: [], equipment: [], listed: [], revised: [] };
  const given = new Map<string, string>();
  for (const row of rowsToPublish(publication)) {
    const enterprise = enterpriseOf(publication, row, ids, rows, given);
    const equipment = row.machines.flatMap(
      (match) => machineOf(match, enterprise, ids, rows) ?? [],
    );
    if (row.action === "add") {
      const stem =
        enterprise ?? `${publication.place.id}-${publication.kind}-${publication.facts.year}`;
      const entry = ids.give("list-entry", `${stem}-r`);
      rows.listed.push(listed(publication, row, { entry, enterprise, equipment }));
    } else rows.revised.push(revised(publication, row, { enterprise, equipment }));
  }
  for (const { entry, batch } of publication.draft.vanished) {
    rows.revised.push({ batch: `${publication.kind}/${batch}`, version: left(publication, entry) });
  }
  return rows;
}

function enterpriseOf(
  { place, snapshot }: Publication,
  row: DraftRow,
  ids: GivenIds,
  rows: NewRows,
  given: Map<string, string>,
): string | undefined {
  const { enterprise: match } = row;
  if (match.is === "known") {
    const firm = snapshot.enterprises.find((entry) => entry.id === match.id);
    if (firm !== undefined) rows.restated.push(...restated(firm, row));
    return match.id;
  }
  if (match.is !== "new") return undefined;
  const known = given.get(match.proposed.key);
  if (known !== undefined) return known;
  const id = ids.give("enterprise", `${place.id}-e`, 5);
  given.set(match.proposed.key, id);
  rows.enterprises.push(enterprise(id, match.proposed));
  return id;
}

/** The import lets no new firm pass without its area and industry. */
function enterprise(id: string, proposed: ProposedEnterprise): Enterprise {
  const { name, creditCode, area, address, industry } = proposed;
  return {
    id,
    name,
    formerNames: [],
    formerIds: [],
    ...(creditCode === null ? {} : { creditCode }),
    area: area ?? "",
    ...(address === null ? {} : { address }),
    industry: industry ?? "",
  };
}

/** The firm as the row says it; nothing when the row says nothing new about it. */
function restated(firm: Enterprise, { differences, values }: DraftRow): Enterprise[] {
  const isSaid = (field: "name" | "creditCode" | "area" | "industry") =>
    differences.some((difference) => difference.field === field);
  const name = (isSaid("name") && values.name?.value) || firm.name;
  const after: Enterprise = {
    ...firm,
    name,
    formerNames: name === firm.name ? firm.formerNames : [...firm.formerNames, firm.name],
    creditCode: (isSaid("creditCode") && values.creditCode?.value) || firm.creditCode,
    area: (isSaid("area") && values.area?.value) || firm.area,
    industry: (isSaid("industry") && values.industry?.value) || firm.industry,
  };
  const keys = ["name", "creditCode", "area", "industry"] as const;
  return keys.some((key) => after[key] !== firm[key]) ? [after] : [];
}

/** A count that is not printed is one; lists of exits are about main equipment. */
function machineOf(
  match: MachineMatch,
  firm: string | undefined,
  ids: GivenIds,
  rows: NewRows,
): string | null {
  if (match.is === "known") return match.id;
  if (match.is !== "new" || firm === undefined) return null;
  const { name, model, quantity, measureWord } = match.proposed;
  const id = ids.give("equipment", `${firm}-q`);
  const product = match.capacity?.product ?? null;
  rows.equipment.push({
    id,
    enterprise: firm,
    name,
    ...(model === null ? {} : { model }),
    quantity: quantity ?? 1,
    measureWord: measureWord ?? "台",
    isMain: true,
    // A capacity without its product is not a capacity that could be added up; it stays as printed.
    ...(match.capacity === null || product === null
      ? {}
      : {
          capacityValue: match.capacity.value,
          capacityUnit: match.capacity.unit,
          capacityProduct: product,
          capacityBasis: match.capacity.basis ?? ("concerned" as const),
        }),
  });
  return id;
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

function revised(publication: Publication, row: DraftRow, about: About) {
  const { snapshot, facts, draft } = publication;
  const before = latestVersion(snapshot, row.continues ?? "");
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

function left({ snapshot, facts }: Publication, entry: string): ListEntryVersion {
  const { version } = latestVersion(snapshot, entry);
  const leaving = facts.leaving[entry];
  if (leaving === undefined) throw new Error(`no reason for ${entry}`);
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
function latestVersion(snapshot: Publication["snapshot"], entry: string) {
  for (const list of snapshot.lists) {
    const version = list.versions.findLast((row) => row.entry === entry);
    if (version !== undefined) return { batch: list.id, version };
  }
  throw new Error(`no published row ${entry}`);
}
