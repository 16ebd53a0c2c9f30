import type { AcceptanceLevel } from "#domain/closure.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { ImportTemplate } from "#domain/import-sheet.ts";

type Values = Partial<Record<ImportFieldName, string>>;

/** An official form, filled from what is published: one sheet of a workbook. */
export interface FilledSheet {
  /** Name of the sheet. */
  name: string;
  title: string;
  template: ImportTemplate;
  /** Values of its labelled cells. */
  labels: Values;
  rows: Values[];
  opinions: Partial<Record<AcceptanceLevel, string>>;
  /** Said under the form. */
  notes: string[];
}

/** A workbook of one form, year and county. */
export interface FilledForm {
  /** Below `/data/forms/`, without extension. */
  path: string;
  jurisdiction: string;
  title: string;
  year: number;
  areaName: string;
  sheets: FilledSheet[];
}

/** A sheet with the year and county it belongs to. */
export interface PlacedSheet {
  year: number;
  area: string;
  /** Several lists may use one form: what tells their files apart. */
  of: string | null;
  sheet: FilledSheet;
}
