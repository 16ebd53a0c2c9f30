import { type Context, Hono } from "hono";
import type { Problem } from "#domain/problem.ts";
import {
  answersInForm,
  entryField,
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
import type { StaffSession } from "#server/services/staff-session.ts";
import { readForm } from "./upload.ts";

/** What the page is told of a form with a spreadsheet, which it cannot read again. */
export interface ListForm {
  fields: FormFields;
  problems: readonly Problem[];
  imported?: ImportedList;
}
type ShowPage = (c: Context, session: StaffSession, form: ListForm) => Promise<Response>;

export const PUBLICATION_FORM = "/staff/publications/new/";

/** Rows that left the list have three fields each. */
const LIMITS = { fields: 3000, fieldNameSize: 200, files: 1, parts: 3001 } as const;
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The form that uploads a list; behind the gate. Nothing is kept but what goes to review. */
export function publicationForms(
  services: PublicationServices,
  patience: number,
  show: ShowPage,
): Hono<{ Variables: StaffVariables }> {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.post(PUBLICATION_FORM, async (c, next) => {
    const session = c.get("session");
    if (session === null) return await next();
    const received = await receive(c, patience);
    const { fields } = received;
    const answer = await answerTo(services, session, received);
    if ("copy" in answer) return download(c, answer.copy);
    if ("sent" in answer) return c.redirect(`/staff/publications/${answer.sent}/`, 303);
    return await show(c, session, { fields, ...answer });
  });
  return routes;
}

type Answer = { copy: Uint8Array } | { sent: string } | Omit<ListForm, "fields">;

/** What becomes of a form: a copy with comments, a publication sent to review, or the page again. */
async function answerTo(
  services: PublicationServices,
  session: StaffSession,
  { fields, file, isWhole }: Received,
): Promise<Answer> {
  if (!isWhole) return { problems: [BROKEN_OFF] };
  const upload = uploadOf(fields, file);
  if (fields.get("go") === "copy") {
    const copy = await services.commentList(session, upload);
    return "value" in copy ? { copy: copy.value } : { problems: copy.problems };
  }
  const isEntry = fields.get("entry") === "yes";
  const textOf = (field: string) => fields.get(entryField(field)) ?? "";
  const outcome = isEntry
    ? await services.importEntry(session, { ...upload, textOf })
    : await services.importList(session, upload);
  if (!("value" in outcome)) return { problems: outcome.problems };
  const imported = outcome.value;
  const faults = isEntry ? problemsOfEntry(imported.findings) : [];
  const isToBeSent = fields.get("go") === "submit" && (imported.isClear || isEntry);
  if (!isToBeSent) return { problems: faults, imported };
  const sent = await submit(services, session, imported, fields);
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
  fields: FormFields,
) {
  const publishAt = publishAtInForm(fields);
  if (publishAt === null) return { problems: [NO_DATE] };
  const facts = draft.target.room === "lists" ? factsInForm(fields) : recordFactsInForm(fields);
  return await services.submitPublication(session, {
    draft,
    facts,
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
  isWhole: boolean;
}

/** All of the form; of a file that is too large no more than tells that it is. */
async function receive(c: Context, patience: number): Promise<Received> {
  const file = { name: "", bytes: new Uint8Array() };
  const { fields, isWhole } = await readForm(
    c,
    patience,
    async (content, _known, { name }) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of content) {
        length += chunk.length;
        if (length <= LIST_UPLOAD_BYTES + chunk.length) chunks.push(chunk);
      }
      file.name = name;
      file.bytes = Buffer.concat(chunks);
    },
    LIMITS,
  );
  return { fields, file, isWhole };
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

function download(c: Context, bytes: Uint8Array): Response {
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": SHEET,
    "Content-Disposition":
      "attachment; filename=\"checked.xlsx\"; filename*=UTF-8''%E6%A0%B8%E5%AF%B9%E7%BB%93%E6%9E%9C.xlsx",
  });
}
