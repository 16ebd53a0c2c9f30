import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { DataFile } from "./data-files.ts";
import type { DataTable } from "./data-table.ts";

const PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";
const SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json";

/** `datapackage.json` after Data Package v2: every bulk file with size, hash, schema and licence. */
export function dataPackage(
  { site, jurisdictions, documents }: Snapshot,
  files: readonly DataFile[],
  release: { siteUrl: string; today: CalendarDate; isSample: boolean },
) {
  const ownDocuments = jurisdictions.flatMap((place) => place.ownDocuments);
  const programmes = jurisdictions.flatMap(({ facts }) =>
    [...ownDocuments, ...documents].filter(({ id }) => id === facts.programme),
  );
  return {
    $schema: PROFILE,
    name: "exit-register",
    id: `${release.siteUrl}/data/datapackage.json`,
    title: site.name,
    description: `${release.isSample ? "演示数据：其中的企业、设备、文号和日期均为虚构。" : ""}${site.description}内容截至${release.today}。`,
    homepage: `${release.siteUrl}/data/`,
    created: `${release.today}T00:00:00+08:00`,
    ...(site.organiser === null
      ? {}
      : { contributors: [{ title: site.organiser, roles: ["publisher"] }] }),
    licenses: [{ name: site.licence.id, title: site.licence.name, path: site.licence.url }],
    sources: programmes.map(({ title, number }) => ({
      title: number === null ? title : `${title}（${number}）`,
    })),
    resources: files.map(resource),
  };
}

function resource(file: DataFile) {
  const { table, format } = file;
  return {
    name: `${table.name}-${format}`,
    type: "table",
    path: file.path,
    title: table.title,
    description: table.description,
    format,
    mediatype: file.mediatype,
    encoding: "utf-8",
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    schema: schemaOf(table, format),
  };
}

function schemaOf({ fields, primaryKey }: DataTable, format: string) {
  return {
    $schema: SCHEMA_PROFILE,
    fields: fields.map(({ name, type, title }) => ({ name, title, ...typeIn(type, format) })),
    primaryKey,
    missingValues: [""],
  };
}

function typeIn(type: string, format: string) {
  if (type !== "list") return { type };
  return format === "json" ? { type: "array" } : { type: "list", delimiter: ";" };
}
