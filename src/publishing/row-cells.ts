import type { ImportFieldName } from "#domain/import-field.ts";
import type { ListEntryVersion } from "#domain/list-entry.ts";
import { cellMark, PRINTED_FIELDS } from "#domain/printed-cell.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import type { Publication } from "./publication.ts";

/** What a row is about, by the ids of the register. */
export interface About {
  enterprise: string | undefined;
  equipment: string[];
}

/** What the cells say. */
export function contentsOf({ values, sheet, row }: DraftRow, { enterprise, equipment }: About) {
  const text = (field: "subject" | "ground" | "remark") => values[field]?.value ?? undefined;
  const day = (field: "startedOn" | "dueOn" | "extendedTo" | "metOn") =>
    values[field]?.value ?? undefined;
  return {
    enterprise,
    subject: enterprise === undefined ? text("subject") : undefined,
    equipment,
    aspects: values.aspects?.value ?? [],
    ground: text("ground"),
    startedOn: day("startedOn"),
    dueOn: day("dueOn"),
    extendedTo: day("extendedTo"),
    metOn: day("metOn"),
    remark: text("remark"),
    sheet,
    row,
  };
}

/** Every cell as printed, and where it stands. */
export function cellsOf({ values }: DraftRow) {
  const texts = PRINTED_FIELDS.map(({ field, raw }) => [raw, values[field]?.text] as const);
  const raws = Object.fromEntries(texts) as Record<(typeof texts)[number][0], string | undefined>;
  const cells = PRINTED_FIELDS.flatMap(({ field }) => {
    const cell = values[field]?.cell;
    return cell === undefined ? [] : [cellMark(field, cell)];
  });
  return { ...raws, cells };
}

/** Columns of a version, each with the column of a sheet that speaks of it. */
const SPOKEN_OF: readonly (readonly [keyof ListEntryVersion, ImportFieldName])[] = [
  ["subject", "subject"],
  ["equipment", "equipment"],
  ["aspects", "aspects"],
  ["ground", "ground"],
  ["startedOn", "startedOn"],
  ["dueOn", "dueOn"],
  ["extendedTo", "extendedTo"],
  ["metOn", "metOn"],
  ["remark", "remark"],
  ...PRINTED_FIELDS.map(({ raw, field }) => [raw, field] as const),
];

/** What stays because the sheet has no column for it: a column that is missing says nothing. */
export function unspokenOf(
  before: ListEntryVersion,
  { draft }: Publication,
  { sheet }: DraftRow,
): Partial<ListEntryVersion> {
  const columns = draft.source.sheets.find(({ name }) => name === sheet)?.columns ?? {};
  const unspoken = SPOKEN_OF.filter(([, field]) => columns[field] === undefined);
  return Object.fromEntries(unspoken.map(([column]) => [column, before[column]]));
}
