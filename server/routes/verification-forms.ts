import { type Context, Hono } from "hono";
import type { Problem } from "#domain/problem.ts";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import {
  FORM_MACHINES,
  filledMachines,
  type VerificationForm,
  verificationField,
  verificationInput,
} from "#domain/verification-form.ts";
import {
  PHOTO_FIELD,
  PHOTO_LIMITS,
  PHOTO_PROBLEMS,
  PHOTO_RULES,
} from "#domain/verification-photo.ts";
import type { StaffVariables } from "#server/middleware/staff-gate.ts";
import type { DeskServices } from "#server/services/desk-services.ts";
import type { PhotoDraft } from "#server/services/photo-draft.ts";
import type { SentRecord, TakePhoto } from "#server/services/record-verification.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { outcomeAnswer, problemAnswer } from "./problem-answer.ts";
import { isForm, isTooLarge, readForm } from "./upload.ts";

/** What the page is told of a form with photographs, which it cannot read again. */
export interface RefusedVerification extends VerificationForm {
  problems: readonly Problem[];
  /** The photographs that need not be sent again. */
  draft?: PhotoDraft | undefined;
}
type ShowPage = (c: Context, session: StaffSession, form: RefusedVerification) => Promise<Response>;

export const VERIFICATION_FORM = "/staff/tips/:reference/verification/";
const RESOURCE = "/tips/:reference/verifications";

/** Where photographs come, streamed, with limits of their own. */
export const PHOTO_UPLOADS: readonly RegExp[] = [
  /^\/staff\/tips\/[^/]+\/verification\/$/,
  /^\/api\/v1\/staff\/tips\/[^/]+\/verifications$/,
];

/** Without a script to say otherwise, browsers send an empty file for each place to choose one. */
const LIMITS = {
  fields: 100,
  files: PHOTO_LIMITS.photos + FORM_MACHINES.length + 1,
  parts: 200,
} as const;

/** The console's form of a record with photographs; behind the gate. */
export function verificationForms(
  desk: Pick<DeskServices, "recordVerification">,
  patience: number,
  show: ShowPage,
): Hono<{ Variables: StaffVariables }> {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.post(VERIFICATION_FORM, async (c, next) => {
    const session = c.get("session");
    if (session === null) return await next();
    const reference = c.req.param("reference");
    const tooMuch = [{ field: PHOTO_FIELD, message: PHOTO_RULES.tooMuch }];
    if (isTooLarge(c)) return await show(c, session, { ...NOTHING_READ, problems: tooMuch });
    const read: VerificationForm[] = [];
    const outcome = await desk.recordVerification(session, reference, async (take) => {
      const { problems, ...form } = await receive(c, patience, take);
      read.push(form);
      const input = verificationInput(form);
      return { input, machines: filledMachines(form), problems, draft: draftOf(form) };
    });
    if ("value" in outcome) return c.redirect(`/staff/tips/${reference}/?done=verification`, 303);
    // Handed on or decided meanwhile, nothing is kept of it; what was typed is handed back all the same.
    const form = read[0] ?? (await receive(c, patience, leave));
    const problems = outcome.problems.map(({ field, message }) => ({
      field: verificationField(form, field),
      message,
    }));
    return await show(c, session, { ...form, problems, draft: outcome.draft });
  });
  return routes;
}

const NOTHING_READ: VerificationForm = { fields: new Map(), photoFields: [] };

/** Lets a photograph go by. */
const leave: TakePhoto = async (_field, content) => {
  for await (const _ of content);
};

/** The draft that a form came with, and which of its photographs are not wanted any more. */
function draftOf({ fields }: VerificationForm) {
  const dropped = [...fields.keys()].flatMap((name) => /^drop\.(\d{1,2})$/.exec(name)?.[1] ?? []);
  return { id: fields.get("draft") || null, dropped: dropped.map(Number) };
}

/** The resource for a record with photographs; one without comes as JSON, by the table. */
export function verificationUploads(
  desk: Pick<DeskServices, "recordVerification">,
  patience: number,
): Hono<{ Variables: StaffVariables }> {
  const routes = new Hono<{ Variables: StaffVariables }>();
  routes.post(RESOURCE, async (c, next) => {
    const session = c.get("session");
    const mayAsk = session !== null && mayDoSomewhere(session.member, "readTip");
    if (!isForm(c) || !mayAsk) return await next();
    const reference = c.req.param("reference");
    if (isTooLarge(c)) {
      const problems = [{ field: PHOTO_FIELD, message: PHOTO_RULES.tooMuch }];
      return problemAnswer(c, 413, "照片太大", problems);
    }
    const outcome = await desk.recordVerification(session, reference, (take) =>
      readUpload(c, patience, take),
    );
    // What is not yours looks like what is not there.
    return "refusal" in outcome && outcome.refusal === "not-found"
      ? problemAnswer(c, 404, "没有找到")
      : outcomeAnswer(c, outcome);
  });
  return routes;
}

async function readUpload(c: Context, patience: number, take: TakePhoto): Promise<SentRecord> {
  const { fields, problems } = await receive(c, patience, take);
  try {
    return { input: JSON.parse(fields.get("record") ?? ""), problems };
  } catch {
    const noRecord = { field: "record", message: "请在 record 一栏里用 JSON 写核查记录。" };
    return { input: null, problems: [noRecord, ...problems] };
  }
}

/** Takes every photograph of a form as it comes. */
async function receive(c: Context, patience: number, take: TakePhoto) {
  const photoFields: string[] = [];
  const { fields, isWhole, hasTooManyFiles } = await readForm(
    c,
    patience,
    async (content, _known, { field }) => {
      photoFields.push(field);
      await take(field, content);
    },
    LIMITS,
  );
  const problems = [
    ...(hasTooManyFiles ? [{ field: PHOTO_FIELD, message: PHOTO_PROBLEMS.tooMany }] : []),
    ...(isWhole ? [] : [{ field: PHOTO_FIELD, message: PHOTO_PROBLEMS.interrupted }]),
  ];
  return { fields, photoFields, problems };
}
