import { type Context, Hono } from "hono";
import type { ImportFieldName } from "#domain/import-field.ts";
import { copyMediatype, PICTURE_LIMITS } from "#domain/picture.ts";
import type { Problem } from "#domain/problem.ts";
import {
  answersInForm,
  type EntryFile,
  entryField,
  entryFile,
  entryText,
  type FormFields,
  factsInForm,
  problemsOfForm,
  publishAtInForm,
  recordFactsInForm,
} from "#domain/publication-form.ts";
import type { StaffVariables } from "#server/middleware/staff-gate.ts";
import {
  type ImportedList,
  LIST_UPLOAD_BYTES,
  type ListUpload,
} from "#server/services/import-list.ts";
import type { PublicationServices } from "#server/services/publications.ts";
import type { SentPicture } from "#server/services/record-pictures.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { readForm } from "./upload.ts";

/** What the page is told of a form with a spreadsheet, which it cannot read again. */
export interface ListForm {
  fields: FormFields;
  problems: readonly Problem[];
  imported?: ImportedList;
}
type ShowPage = (c: Context, session: StaffSession, form: ListForm) => Promise<Response>;

/** The copy of a picture that waits for review. */
const PICTURE_PAGE = "/staff/publications/:id/pictures/:sum/";

export const PUBLICATION_FORM = "/staff/publications/new/";

/** All pictures of one form: they are in memory until they have been looked at. */
const PICTURES_BYTES = 100_000_000;

/** Rows that left the list have three fields each. */
const LIMITS = {
  fields: 3000,
  fieldNameSize: 200,
  files: PICTURE_LIMITS.files + 2,
  parts: 3100,
} as const;
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Buttons above the pictures: they are pressed before anything goes to review. */
const LOOKING = ["check", "copy", "empty", "plain"];

/** The form that uploads a list; behind the gate. Nothing is kept but what goes to review. */
export function publicationForms(
  services: PublicationServices,
  patience: number,
  show: ShowPage,
): Hono<{ Variables: StaffVariables }> {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.get(PICTURE_PAGE, async (c, next) => {
    const session = c.get("session");
    if (session === null) return await next();
    const asked = { id: c.req.param("id"), copySha256: c.req.param("sum") };
    const opened = await services.openPicture(session, asked);
    if (!("value" in opened)) return await next();
    const { bytes, type } = opened.value;
    return c.body(new Uint8Array(bytes), 200, {
      "Content-Type": copyMediatype(type),
      ...(type === "pdf" ? { "Content-Disposition": 'attachment; filename="scan.pdf"' } : {}),
    });
  });
  routes.post(PUBLICATION_FORM, async (c, next) => {
    const session = c.get("session");
    if (session === null) return await next();
    const received = await receive(c, patience);
    const { fields } = received;
    const answer = await answerTo(services, session, received);
    if ("copy" in answer) return download(c, answer);
    if ("sent" in answer) return c.redirect(`/staff/publications/${answer.sent}/`, 303);
    return await show(c, session, { fields, ...answer });
  });
  return routes;
}

type Answer = { copy: Uint8Array; name: string } | { sent: string } | Omit<ListForm, "fields">;

/** What becomes of a form: an empty sheet, a copy with comments, a publication sent to review, or the page again. */
async function answerTo(
  services: PublicationServices,
  session: StaffSession,
  { fields, file, pictures, entryFiles, isWhole }: Received,
): Promise<Answer> {
  if (!isWhole) return { problems: [BROKEN_OFF] };
  const upload = uploadOf(fields, file);
  if (fields.get("go") === "copy") {
    const copy = await services.commentList(session, upload);
    return "value" in copy ? { copy: copy.value, name: "核对结果" } : { problems: copy.problems };
  }
  if (fields.get("go") === "empty" || fields.get("go") === "plain") {
    const isPlain = fields.get("go") === "plain";
    const sheet = await services.emptySheet(session, { ...upload, isPlain });
    if (!("value" in sheet)) return { problems: sheet.problems };
    return { copy: sheet.value.bytes, name: sheet.value.title };
  }
  const isEntry = fields.get("entry") === "yes";
  const textOf = (field: ImportFieldName) => entryText(fields, entryFiles, field);
  const outcome = isEntry
    ? await services.importEntry(session, { ...upload, textOf })
    : await services.importList(session, upload);
  if (!("value" in outcome)) return { problems: outcome.problems };
  const imported = outcome.value;
  const faults = isEntry ? problemsOfEntry(imported.findings) : [];
  const isToBeSent = fields.get("go") === "submit" && (imported.isClear || isEntry);
  if (!isToBeSent) return { problems: faults, imported };
  const sent = await submit(services, session, imported, { fields, pictures });
  if ("value" in sent) return { sent: sent.value.id };
  // Of a record that is wrong itself, what was stated about it may be wrong at the same time.
  const stated = problemsOfForm(sent.problems, fields);
  const ofFacts = imported.isClear ? stated : stated.filter(({ field }) => field !== "");
  return { problems: [...faults, ...ofFacts], imported };
}

async function submit(
  services: PublicationServices,
  session: StaffSession,
  { draft }: ImportedList,
  { fields, pictures }: Pick<Received, "fields" | "pictures">,
) {
  const publishAt = publishAtInForm(fields);
  if (publishAt === null) return { problems: [NO_DATE] };
  const facts = draft.target.room === "lists" ? factsInForm(fields) : recordFactsInForm(fields);
  return await services.submitPublication(session, {
    draft,
    facts,
    pictures,
    ...(publishAt && { publishAt }),
  });
}

/** What is wrong with a typed record, beside its fields. */
function problemsOfEntry(findings: ImportedList["findings"]): Problem[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ field, message, remedy }) => ({
      field: field === null ? "" : entryField(field),
      message: `${message}：${remedy}`,
    }));
}

const BROKEN_OFF: Problem = { field: "file", message: "表格没有传完，请重新选文件再传一次。" };
const NO_DATE: Problem = {
  field: "publishAt",
  message: "公布的日期要写成 2026-11-21 这样，或者空着。",
};

interface Received {
  fields: FormFields;
  file: { name: string; bytes: Uint8Array };
  pictures: SentPicture[];
  /** Those of the pictures that belong to a typed record. */
  entryFiles: EntryFile[];
  isWhole: boolean;
}

/** All of the form; of a file that is too large no more than tells that it is. */
async function receive(c: Context, patience: number): Promise<Received> {
  const file = { name: "", bytes: new Uint8Array() };
  const pictures: SentPicture[] = [];
  const entryFiles: EntryFile[] = [];
  let room = PICTURES_BYTES;
  const { fields, isWhole } = await readForm(
    c,
    patience,
    async (content, known, { name, field }) => {
      const ofEntry = entryFile(field, name);
      if (field !== "pictures" && ofEntry === undefined) {
        Object.assign(file, { name, bytes: await upTo(content, LIST_UPLOAD_BYTES) });
        return;
      }
      if (ofEntry) entryFiles.push(ofEntry);
      // Only what is sent to review is kept, so before that pictures are not looked at.
      if (LOOKING.includes(known.get("go") ?? "")) return;
      const bytes = await upTo(content, Math.min(PICTURE_LIMITS.bytes, Math.max(room, 0)));
      room -= bytes.length;
      pictures.push({ name: ofEntry?.name ?? name, bytes });
    },
    LIMITS,
  );
  return { fields, file, pictures, entryFiles, isWhole };
}

/** All of a file; of one that is too large no more than tells that it is. */
async function upTo(content: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    length += chunk.length;
    if (length <= most + chunk.length) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function uploadOf(fields: FormFields, file: { name: string; bytes: Uint8Array }): ListUpload {
  const [jurisdiction = "", kind = ""] = (fields.get("list") ?? "").split("/");
  const as = fields.get("as");
  const replaces = fields.get("replaces") ?? "";
  return {
    bytes: file.bytes,
    fileName: file.name,
    jurisdiction,
    kind,
    statedAs: as === "plan" || as === "closure" ? as : null,
    replaces: replaces === "" ? "none" : replaces === "all" ? "all" : { batch: replaces },
    answers: answersInForm(fields),
  };
}

function download(c: Context, { copy, name }: { copy: Uint8Array; name: string }): Response {
  return c.body(new Uint8Array(copy), 200, {
    "Content-Type": SHEET,
    "Content-Disposition": `attachment; filename="sheet.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`,
  });
}
