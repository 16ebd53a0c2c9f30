import type { CalendarDate } from "#domain/calendar-date.ts";
import { placeName, type SnapshotIndex } from "../snapshot-index.ts";
import { xlsxFile } from "../table-file.ts";
import { filledForms } from "./filled-forms.ts";
import { formWorkbook } from "./form-workbook.ts";
import { SUMMARY_COLUMNS, yearSummaries } from "./year-summary.ts";

/** A spreadsheet of official form, made when it is asked for. */
export interface FormFile {
  /** Below `/data/forms/`. */
  path: string;
  jurisdiction: string;
  title: string;
  year: number;
  /** Null: of the whole place. */
  areaName: string | null;
  /** What it is made of. */
  data: unknown;
  write: () => Promise<Uint8Array>;
}

/** Every form that the register can fill, and the summary of each place and year. */
export function formFiles(index: SnapshotIndex, today: CalendarDate): FormFile[] {
  return [
    ...yearSummaries(index).map((summary): FormFile => {
      const { jurisdiction, year, rows } = summary;
      const title = `${placeName(index, jurisdiction)}${year}年退出情况汇总表`;
      return {
        path: `${jurisdiction}/summary/${year}.xlsx`,
        jurisdiction,
        title,
        year,
        areaName: null,
        data: summary,
        write: () => xlsxFile(title, SUMMARY_COLUMNS, rows),
      };
    }),
    ...filledForms(index, today).map(({ path, jurisdiction, title, year, areaName, sheets }) => ({
      path: `${path}.xlsx`,
      jurisdiction,
      title,
      year,
      areaName,
      data: sheets,
      write: () => formWorkbook({ sheets }),
    })),
  ];
}
