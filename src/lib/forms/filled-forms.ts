import { aspectName } from "#domain/aspect.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { ImportTemplate } from "#domain/import-sheet.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { ListRow } from "#domain/list-row.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { rowCapacities } from "../format.ts";
import { listRow } from "../list-rows.ts";
import { areaName, fileKey, type SnapshotIndex } from "../snapshot-index.ts";
import type { FilledForm, FilledSheet, PlacedSheet } from "./filled-form.ts";
import { acceptanceSheets, enterpriseSheets } from "./paper-sheets.ts";

type SheetsOf = (
  index: SnapshotIndex,
  place: JurisdictionFolder,
  template: ImportTemplate,
  today: CalendarDate,
) => PlacedSheet[];

/** From which records the forms of each room are filled; the others have no form. */
const FILLERS: Partial<Record<ImportTemplate["room"], SheetsOf>> = {
  lists: listSheets,
  enterprises: enterpriseSheets,
  acceptances: acceptanceSheets,
};

/** Every official form of every place, filled from what is published: one file a year and county. */
export function filledForms(index: SnapshotIndex, today: CalendarDate): FilledForm[] {
  return index.snapshot.importing.templates.flatMap((template) => {
    const place = index.jurisdictions.get(template.jurisdiction ?? "");
    const fill = FILLERS[template.room];
    if (place === undefined || template.form === undefined || fill === undefined) return [];
    const sheets = fill(index, place, template, today);
    const files = Map.groupBy(
      sheets,
      ({ year, area, of }) => `${year}-${area}${of ? `-${of}` : ""}`,
    );
    return [...files].map(([name, placed]) => formOf(index, place, template, name, placed));
  });
}

function formOf(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  template: ImportTemplate,
  name: string,
  placed: readonly PlacedSheet[],
): FilledForm {
  const [first] = placed;
  const area = first?.area ?? "";
  const kind = place.publishedLists.find((list) => list.kind === first?.of)?.name;
  return {
    path: `${place.id}/${template.form}/${name}`,
    jurisdiction: place.id,
    title: kind === undefined ? template.title : `${template.title}（${kind}）`,
    year: first?.year ?? 0,
    areaName: areaName(index, place.id, area),
    sheets: placed.map(({ sheet }) => sheet),
  };
}

/** 安康统计表: a line for each row of the list that still stands; none for what is only on notice. */
function listSheets(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  template: ImportTemplate,
  today: CalendarDate,
): PlacedSheet[] {
  return template.kinds.flatMap((kind) => {
    const rows = (index.listFiles.get(`${place.id}/${kind}`) ?? [])
      .flatMap((file) => index.entriesByFile.get(fileKey(file)) ?? [])
      .map((entry) => listRow(index, entry, today))
      .filter(({ change, notice }) => entryChangeOf(change).isShown && notice === null)
      .filter(({ area }) => area !== null);
    return [...Map.groupBy(rows, ({ year, area }) => `${year}/${area}`)].map(([key, found]) => {
      const [year = "", area = ""] = key.split("/");
      return {
        year: Number(year),
        area,
        of: kind,
        sheet: {
          name: areaName(index, place.id, area),
          title: template.title.replace(/\d{4}年/, `${year}年`),
          template,
          labels: {},
          rows: found.map(listedValues),
          opinions: {},
          notes: [`注：由本站按${today}仍在公布的名单填写，共${found.length}行。`],
        },
      };
    });
  });
}

function listedValues(row: ListRow): FilledSheet["rows"][number] {
  return {
    name: row.name ?? "",
    area: row.areaName ?? "",
    industry: row.industryName ?? "",
    equipment: row.equipment.map(({ label }) => label).join("；"),
    capacity: rowCapacities(row).join("；"),
    aspects: row.aspects.map(aspectName).join("、"),
  };
}
