import { type Context, Hono } from "hono";
import type { Problem } from "#domain/problem.ts";
import {
  answersInForm,
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
    const { fields, file, isWhole } = await receive(c, patience);
    if (!isWhole) return await show(c, session, { fields, problems: [BROKEN_OFF] });
    const upload = uploadOf(fields, file);
    if (fields.get("go") === "copy") {
      const copy = await services.commentList(session, upload);
      if ("value" in copy) return download(c, copy.value);
      return await show(c, session, { fields, problems: copy.problems });
    }
    const outcome = await services.importList(session, upload);
    if (!("value" in outcome)) {
      return await show(c, session, { fields, problems: outcome.problems });
    }
    const imported = outcome.value;
    const isToBeSent = fields.get("go") === "submit" && imported.isClear;
    if (!isToBeSent) return await show(c, session, { fields, problems: [], imported });
    const sent = await submit(services, session, imported, fields);
    if ("value" in sent) return c.redirect(`/staff/publications/${sent.value.id}/`, 303);
    const problems = problemsOfForm(sent.problems, fields);
    return await show(c, session, { fields, problems, imported });
  });
  return routes;
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

const BROKEN_OFF: Problem = { field: "file", message: "表格没有传完，请重新选文件再传一次。" };
const NO_DATE: Problem = {
  field: "publishAt",
  message: "公布的日期要写成 2026-11-21 这样，或者空着。",
};

/** All of the form; of a file that is too large no more than tells that it is. */
async function receive(c: Context, patience: number) {
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
