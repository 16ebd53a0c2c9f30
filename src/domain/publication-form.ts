import { isCalendarDate, shanghaiMidnight } from "./calendar-date.ts";
import type { ImportFieldName } from "./import-field.ts";
import { PICTURE_PHASES } from "./picture.ts";
import type { Problem } from "./problem.ts";

/** Fields of the console's form for publishing a list, by name. */
export type FormFields = ReadonlyMap<string, string>;

/** Before the id of a question or of a row that left the list, in names of fields. */
const ANSWER = "answer.";
const LEAVING = "leaving.";

/**
 * What a clerk states about a list, as the form holds it; names of fields are paths in
 * `publicationFacts`. What was left empty is left out.
 */
export function factsInForm(fields: FormFields): unknown {
  const text = (name: string) => fields.get(name)?.trim() || undefined;
  const year = text("year");
  return withoutEmpty({
    year: year === undefined ? undefined : Number(year),
    title: text("title"),
    publisher: text("publisher"),
    publishedOn: text("publishedOn"),
    documentNumber: text("documentNumber"),
    period: text("period"),
    displayUntil: text("displayUntil"),
    isSourcePublic: text("isSourcePublic") === "yes",
    announcement: withoutEmpty({
      kind: text("announcement.kind"),
      title: text("announcement.title"),
      body: text("announcement.body"),
      publicNotice: group(fields, "announcement.publicNotice", ["from", "to", "objectTo"]),
    }),
    concludes: text("concludes"),
    objectionAnswer: text("objectionAnswer"),
    revision: group(fields, "revision", ["change", "reason", "document"]),
    leaving: Object.fromEntries(
      idsAfter(fields, LEAVING, ".change").map((entry) => [
        entry,
        group(fields, `${LEAVING}${entry}`, ["change", "reason", "document"]) ?? {},
      ]),
    ),
    approval: group(fields, "approval", ["government", "documentNumber"]),
  });
}

/** The name under which a form holds a field of a typed record. */
export function entryField(field: string): string {
  return `cell.${field}`;
}

/** The files that come along with a typed record, by the field that would name them in a sheet. */
export function filesField(field: string): string {
  return `pictures.${field}`;
}

/** Whether those may be public. */
export function openFilesField(field: string): string {
  return `public.${field}`;
}

/** A file that came along with a typed record; `of`: the field that names it. */
export interface EntryFile {
  name: string;
  of: ImportFieldName;
}

/** What a field of a typed record says, as it would be written into the cell; files by their names. */
export function entryText(
  fields: FormFields,
  files: readonly EntryFile[],
  field: ImportFieldName,
): string {
  const named =
    field === "publicFiles"
      ? files.filter(({ of }) => fields.get(openFilesField(of)) === "yes")
      : files.filter(({ of }) => of === field);
  if (named.length > 0) return named.map(({ name }) => name).join("；");
  return fields.get(entryField(field)) ?? "";
}

/**
 * The file of a typed record as the form names it: 拆除前-IMG_1.jpg. Telephones give the pictures of
 * two days the same name; what parts names in a cell goes.
 */
export function entryFile(field: string, name: string): EntryFile | undefined {
  const phase = PICTURE_PHASES.find((entry) => filesField(entry.field) === field);
  const bare = name.replace(/[;；、\\/\s]+/g, "_");
  return phase && { name: `${phase.name}-${bare}`, of: phase.field };
}

/** The same for a sheet of records: nothing is announced with it, nothing leaves by it. */
export function recordFactsInForm(fields: FormFields): unknown {
  const { title, publisher, publishedOn, documentNumber, revision } = factsInForm(fields) as Record<
    string,
    unknown
  >;
  return withoutEmpty({ title, publisher, publishedOn, documentNumber, revision });
}

/** Answers to questions of the import: id of the question → what was chosen. */
export function answersInForm(fields: FormFields): Record<string, string> {
  return Object.fromEntries(
    idsAfter(fields, ANSWER, "").map((id) => [id, fields.get(`${ANSWER}${id}`) ?? ""]),
  );
}

/** The embargo: the start of that day in Asia/Shanghai; undefined: none; null: no date. */
export function publishAtInForm(fields: FormFields): Date | null | undefined {
  const date = fields.get("publishAt")?.trim() ?? "";
  if (date === "") return undefined;
  return isCalendarDate(date) ? new Date(shanghaiMidnight(date)) : null;
}

/** What is asked for where a field that is needed was left empty. */
const MISSING: Readonly<Record<string, string>> = {
  title: "写上标题",
  year: "写上年份",
  publisher: "选公布的部门",
  publishedOn: "写上公布日期",
  "announcement.title": "写上公告的标题",
  "announcement.body": "写上公告的正文",
  "announcement.publicNotice.from": "写上公示开始的日期",
  "announcement.publicNotice.to": "写上公示结束的日期",
  "announcement.publicNotice.objectTo": "写上向谁提出异议",
  "revision.change": "选是更新进展还是更正",
  "revision.reason": "写上改动的理由",
  "approval.government": "写上批准的人民政府",
  "approval.documentNumber": "写上批准文件的文号",
};

/** The problems of what was stated, by the fields of the form. */
export function problemsOfForm(problems: readonly Problem[], fields: FormFields): Problem[] {
  return problems.map(({ field: path, message }) => {
    const field = path.replace(/^facts\.?/, "");
    const isEmpty = !fields.get(field)?.trim();
    return { field, message: (isEmpty ? MISSING[field] : undefined) ?? message };
  });
}

/** Ids in names of fields that were filled in: `leaving.<id>.change`. */
function idsAfter(fields: FormFields, start: string, end: string): string[] {
  return [...fields]
    .filter(([name, value]) => name.startsWith(start) && name.endsWith(end) && value !== "")
    .map(([name]) => name.slice(start.length, name.length - end.length));
}

/** Fields that belong together; undefined when none of them is filled in. */
function group(fields: FormFields, path: string, names: readonly string[]): object | undefined {
  const given = names.flatMap((name) => {
    const value = fields.get(`${path}.${name}`)?.trim();
    return value ? [[name, value] as const] : [];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function withoutEmpty(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
