import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

/** What kind of paper a citation points at. */
export const DOCUMENT_KINDS = [
  { id: "programme", name: "工作方案" },
  { id: "law", name: "法律" },
  { id: "regulation", name: "法规规章" },
  { id: "policy", name: "政策文件" },
  { id: "catalogue", name: "目录" },
  { id: "standard", name: "标准" },
  { id: "notice", name: "通知公告" },
] as const;
type DocumentKind = (typeof DOCUMENT_KINDS)[number]["id"];

/** What holds today in place of a cited text, since laws change and quotations do not. */
const successor = z.strictObject({
  title: line.describe("What it is now"),
  from: calendarDate.describe("Since when"),
  note: line.optional(),
});

/** How days are to be counted that a document names, where that is not plain. */
const counting = z.strictObject({
  dayBefore: z
    .strictObject({
      isIncluded: z.boolean().describe("Whether 「X月X日前」 includes that day"),
      isDefault: z.boolean().describe("True when this site reads it so; shown as 默认"),
      basis: line.describe("On what ground, in a sentence"),
      cites: citations,
    })
    .optional(),
  workingDays: z
    .strictObject({
      lengths: z.array(z.int().positive()).min(1).describe("Numbers of 日 that are working days"),
      cites: citations,
    })
    .optional(),
});

/** A document that facts are cited from. Keyed by number where it has one: titles are misprinted. */
export const policyDocument = z.strictObject({
  id,
  kind: z.enum(DOCUMENT_KINDS.map((kind) => kind.id) as [DocumentKind, ...DocumentKind[]]),
  number: lineOrUnsaid.describe("文号, null when the text has none"),
  title: line,
  issuers: z.array(line).describe("As printed; empty when the text names none"),
  issuedOn: calendarDate.nullable().describe("null when the text has no date"),
  planYear: z.int().min(2000).max(2100).optional(),
  openness: line.optional().describe("公开方式, e.g. 主动公开"),
  now: successor.optional().describe("What replaced it"),
  counting: counting.optional().describe("How to count the days it names"),
  note: line.optional(),
});
export type PolicyDocument = z.infer<typeof policyDocument>;

/** How one jurisdiction's programme cites another document, in the print of that programme. */
export const documentReference = z.strictObject({
  document: id,
  printedAs: line.optional().describe("The title or number as printed there, when it differs"),
  where: line,
  note: line.optional(),
});
export type DocumentReference = z.infer<typeof documentReference>;

/** `content/jurisdictions/<id>/documents.yaml`. */
export const jurisdictionDocuments = z.strictObject({
  own: z.array(policyDocument).describe("Documents that concern this place alone"),
  cited: z.array(documentReference).describe("Every document the programme cites"),
});

/** `content/documents.yaml`: national and shared documents. */
export const sharedDocuments = z.array(policyDocument);
