import { z } from "zod";
import { aspect } from "./aspect.ts";
import { acceptanceLevel, keepingReason } from "./closure.ts";
import {
  IMPORT_FIELDS,
  type ImportFieldName,
  RESTRICTED_FIELDS,
  type RestrictedFieldName,
} from "./import-field.ts";
import { id, line } from "./text.ts";

const fieldNames = Object.keys(IMPORT_FIELDS) as [ImportFieldName, ...ImportFieldName[]];
const restrictedNames = Object.keys(RESTRICTED_FIELDS) as [
  RestrictedFieldName,
  ...RestrictedFieldName[],
];
const words = z.array(line).min(1, "至少写一个词");

/** Words that head a column: `content/import/headers.yaml`. */
export const importHeaders = z.strictObject({
  fields: z.partialRecord(z.enum(fieldNames), words),
  restricted: z
    .partialRecord(z.enum(restrictedNames), words)
    .describe("Columns whose cells must never be published"),
  ignored: words.describe("Columns that are known and not needed: 序号"),
});
export type ImportHeaders = z.infer<typeof importHeaders>;

/** Words inside cells: `content/import/words.yaml`. */
export const importWords = z.strictObject({
  aspects: z.record(aspect, words),
  levels: z.record(acceptanceLevel, words),
  keepingReasons: z.record(keepingReason, words),
  yes: words,
  no: words,
  sums: words.describe("First cell of a row that adds up others"),
  notes: words.describe("What a note under the table begins with"),
  sameAsAbove: words,
  restrictedNotes: words.describe("Notes that name a person or a number"),
});
export type ImportWords = z.infer<typeof importWords>;

/** Where the rows of a sheet belong. */
export const IMPORT_ROOMS = ["lists", "acceptances", "sealings", "pledges", "enterprises"] as const;

/** One column or labelled cell of a template. Neither field nor restricted: for people only. */
const templateColumn = z.strictObject({
  heading: line.describe("As printed"),
  field: z.enum(fieldNames).optional(),
  restricted: z.enum(restrictedNames).optional(),
  note: line.optional().describe("Shown beside the cell that is being filled"),
});
export type TemplateColumn = z.infer<typeof templateColumn>;

/** A sheet that people fill: `content/import/templates.yaml`. An official form, or a plain table. */
export const importTemplate = z.strictObject({
  id,
  title: line,
  room: z.enum(IMPORT_ROOMS),
  jurisdiction: id.optional().describe("Only this place uses it"),
  form: id.optional().describe("Id in forms.yaml of that place"),
  kinds: z.array(id).default([]).describe("Kinds of list it serves; empty: by what a row is about"),
  rowSubject: z.enum(["equipment", "enterprise", "matter"]).optional(),
  hasTerm: z.boolean().default(false),
  asksMeaning: z.boolean().default(false).describe("It does not say whether it is plan or closure"),
  head: z.array(line).default([]).describe("Lines between title and table"),
  labels: z
    .array(templateColumn)
    .default([])
    .describe("Labelled cells of a form for one enterprise, above and below its table"),
  columns: z.array(templateColumn).min(1),
  opinions: z.array(templateColumn.extend({ level: acceptanceLevel })).default([]),
  note: line.optional().describe("Under the table"),
});
export type ImportTemplate = z.infer<typeof importTemplate>;
export const importTemplates = z.array(importTemplate).min(1);
