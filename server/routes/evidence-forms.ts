import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { EVIDENCE_PROBLEMS, fileProblem } from "#domain/evidence.ts";
import type { Problem } from "#domain/problem.ts";
import { DRAFT_OVER, draftCookie } from "#domain/report-draft.ts";
import { readStep, stepAfter } from "#domain/report-journey.ts";
import type { Outcome } from "#server/services/house.ts";
import type { Services } from "#server/services/index.ts";
import type { EvidenceReceipt } from "#server/services/record-evidence.ts";
import { isTooLarge, readForm } from "./upload.ts";

/** What a page is told of a form with files, which it cannot read again. */
export interface Upload {
  problems: readonly Problem[];
  receipt?: string;
  added?: readonly EvidenceReceipt[];
}
type ShowPage = (c: Context, address: string, upload: Upload) => Promise<Response>;

const REPORT_FORM = "/report/form/";
const OF_REPORT = "/report/evidence/";
const OF_TRACK = "/track/evidence/";
/** The forms that hold files; no other body of the pages may be large. */
export const EVIDENCE_FORMS: readonly string[] = [OF_REPORT, OF_TRACK];

/** Forms with files, read here as they come; the pages then show what became of them. */
export function evidenceForms(
  services: Services,
  visitorOf: (c: Context) => string | null,
  { patience, isHttps }: { patience: number; isHttps: boolean },
  show: ShowPage,
): Hono {
  const routes = new Hono();
  const { name: ofDraft } = draftCookie(isHttps);
  routes.get(OF_REPORT, (c) => c.redirect(REPORT_FORM, 303));
  routes.get(OF_TRACK, (c) => c.redirect("/track/", 303));

  routes.post(OF_REPORT, async (c) => {
    const ticket = getCookie(c, ofDraft) ?? "";
    const draft = await services.viewDraft(ticket);
    if (draft === null || draft.receipt !== null) return await show(c, REPORT_FORM, OVER);
    if (isTooLarge(c)) return await show(c, REPORT_FORM, TOO_MUCH);
    const { fields, problems, outcomes } = await receive(c, patience, (content) =>
      services.recordDraftFile(ticket, visitorOf(c), content),
    );
    const go = fields.get("go");
    const isUpload = go === "upload";
    const told = isUpload && outcomes.length === 0 && problems.length === 0 ? [NONE] : problems;
    if (told.length > 0) return await show(c, REPORT_FORM, { problems: told });
    const step = isUpload ? "evidence" : (readStep(go) ?? stepAfter("evidence", 1));
    await services.recordDraft(ticket, (now) => ({ ...now, step }));
    return c.redirect(REPORT_FORM, 303);
  });

  routes.post(OF_TRACK, async (c) => {
    if (isTooLarge(c)) return await show(c, "/track/", TOO_MUCH);
    const { fields, problems, outcomes } = await receive(c, patience, (content, known) =>
      services.recordEvidence(known.get("receipt") ?? "", visitorOf(c), content),
    );
    const added = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []));
    const told = outcomes.length === 0 && problems.length === 0 ? [NONE] : problems;
    const receipt = fields.get("receipt") ?? "";
    return await show(c, "/track/", { receipt, added, problems: told });
  });
  return routes;
}

const OVER: Upload = { problems: [DRAFT_OVER] };
const TOO_MUCH: Upload = { problems: [fileProblem(EVIDENCE_PROBLEMS.tooMuch)] };
const NONE = fileProblem(EVIDENCE_PROBLEMS.none);

/** Takes every file of a form; which one a problem is about is told by its place. */
async function receive<T>(
  c: Context,
  patience: number,
  take: (
    content: AsyncIterable<Uint8Array>,
    fields: ReadonlyMap<string, string>,
  ) => Promise<Outcome<T>>,
) {
  const outcomes: Outcome<T>[] = [];
  const { fields, isWhole, hasTooManyFiles } = await readForm(
    c,
    patience,
    async (content, known) => {
      outcomes.push(await take(content, known));
    },
  );
  const problems = outcomes.flatMap((outcome, index) =>
    "problems" in outcome ? outcome.problems.map((one) => numbered(one, index, outcomes)) : [],
  );
  if (hasTooManyFiles) problems.push(fileProblem(EVIDENCE_PROBLEMS.tooMany));
  if (!isWhole && problems.length === 0) {
    problems.push(fileProblem(EVIDENCE_PROBLEMS.interrupted));
  }
  return { fields, outcomes, problems };
}

function numbered(problem: Problem, index: number, all: readonly unknown[]): Problem {
  if (all.length < 2 || problem.field !== "file") return problem;
  return { ...problem, message: `第${index + 1}个文件：${problem.message}` };
}
