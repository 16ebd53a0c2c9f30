import { z } from "zod";
import { acceptance } from "#domain/acceptance.ts";
import { type Announcement, announcement } from "#domain/announcement.ts";
import { enterprise } from "#domain/enterprise.ts";
import { equipment } from "#domain/equipment.ts";
import { equipmentEvent } from "#domain/equipment-state.ts";
import { listBatch, listEntryVersion } from "#domain/list-entry.ts";
import { COPY_TYPES, picture } from "#domain/picture.ts";
import { type Pledge, pledge } from "#domain/pledge.ts";
import { readCsv } from "./csv-file.ts";
import type { ContentFolder } from "./folder.ts";
import { readMarkdown } from "./markdown-file.ts";
import { readLedger } from "./read-ledger.ts";
import { readOutcomes } from "./read-outcomes.ts";
import { readRecordBatches } from "./read-record-batches.ts";
import { readStatements } from "./read-statements.ts";
import type { EnterpriseRecord, ListFile } from "./snapshot.ts";
import { readYaml } from "./yaml-file.ts";

/** Enterprises, machines, lists, announcements, pledges, outcomes: what changes with every publication. */
export function readEntries(folder: ContentFolder) {
  return {
    enterprises: readEnterprises(folder),
    equipment: readRows(folder, "equipment", equipment),
    equipmentEvents: readRows(folder, "equipment-events", equipmentEvent),
    acceptances: readRows(folder, "acceptances", acceptance),
    ledger: readLedger(folder),
    lists: readLists(folder),
    announcements: readTexts(folder, "announcements", announcement) as Announcement[],
    pledges: readTexts(folder, "pledges", pledge) as Pledge[],
    pictures: readPictures(folder),
    recordBatches: readRecordBatches(folder),
    outcomes: readOutcomes(folder),
    statements: readStatements(folder),
  };
}

const enterpriseFile = z.strictObject({
  sample: z.boolean().describe("true: invented demonstration data"),
});

function readEnterprises(folder: ContentFolder): EnterpriseRecord[] {
  return folder.list("enterprises", ".csv").flatMap((file) => {
    const isSample =
      readYaml(folder, file.replace(/\.csv$/, ".yaml"), enterpriseFile)?.sample ?? false;
    const jurisdiction = baseName(file);
    const rows = readCsv(folder, file, enterprise);
    return rows.map((row) => Object.assign(row, { jurisdiction, isSample }));
  });
}

/** Copies lie beside the table; one that a writing which broke off left behind does no harm. */
function readPictures(folder: ContentFolder) {
  for (const { id } of COPY_TYPES)
    for (const file of folder.list("pictures", `.${id}`)) folder.use(file);
  return folder.list("pictures", ".csv").flatMap((file) => {
    const jurisdiction = baseName(file);
    return readCsv(folder, file, picture).map((row) => Object.assign(row, { jurisdiction }));
  });
}

function readRows<S extends z.ZodObject>(folder: ContentFolder, room: string, schema: S) {
  return folder.list(room, ".csv").flatMap((file) => readCsv(folder, file, schema));
}

const LIST_FILE = /^lists\/([^/]+)\/([^/]+)\/((\d{4})-\d{2,3})\.csv$/;

function readLists(folder: ContentFolder): ListFile[] {
  return folder.list("lists", ".csv").flatMap((file) => {
    const match = LIST_FILE.exec(file);
    if (!match) return [];
    const [, jurisdiction = "", kind = "", name = "", year = ""] = match;
    const batch = readYaml(folder, file.replace(/\.csv$/, ".yaml"), listBatch);
    const versions = readCsv(folder, file, listEntryVersion);
    if (!batch) return [];
    const list: ListFile = {
      id: `${kind}/${name}`,
      jurisdiction,
      kind,
      year: Number(year),
      batch,
      versions,
    };
    folder.remember(list, { file, lineOf: () => 1 });
    return [list];
  });
}

function readTexts<T extends { id: string }>(
  folder: ContentFolder,
  room: string,
  schema: z.ZodType<T>,
): (T & { jurisdiction: string; body: string })[] {
  return folder.list(room, ".md").flatMap((file) => {
    const read = readMarkdown(folder, file, schema);
    if (!read) return [];
    if (baseName(file) !== read.facts.id)
      folder.report(
        read.facts,
        "id",
        `文件名与编号 ${read.facts.id} 不一致`,
        `文件改名为 ${read.facts.id}.md`,
      );
    return [Object.assign(read.facts, { jurisdiction: file.split("/")[1] ?? "", body: read.body })];
  });
}

function baseName(file: string): string {
  return (file.split("/").at(-1) ?? "").replace(/\.[a-z]+$/, "");
}
