import { type Context, Hono } from "hono";
import { EVIDENCE_PROBLEMS, fileProblem } from "#domain/evidence.ts";
import type { Services } from "#server/services/index.ts";
import { outcomeAnswer, problemAnswer } from "./problem-answer.ts";
import { noReceipt, receiptOf } from "./tips.ts";
import { bodyOf, isForm, isTooLarge, readForm } from "./upload.ts";

export const ATTACHMENTS_PATH = "/tips/current/attachments";

/** Adds evidence to the tip of a receipt: the file as the body, or one file in a form. */
export function attachmentRoutes(
  services: Services,
  visitorOf: (c: Context) => string | null,
  patience: number,
): Hono {
  const routes = new Hono();
  routes.post(ATTACHMENTS_PATH, async (c) => {
    const receipt = receiptOf(c);
    if (receipt === null) return noReceipt(c);
    if (isTooLarge(c)) return refused(c, 413, EVIDENCE_PROBLEMS.tooMuch);
    const record = (content: AsyncIterable<Uint8Array>) =>
      services.recordEvidence(receipt, visitorOf(c), content);
    if (!isForm(c)) return outcomeAnswer(c, await record(bodyOf(c, patience)), 201);

    const outcomes: Awaited<ReturnType<typeof record>>[] = [];
    const { isWhole } = await readForm(c, patience, async (content) => {
      if (outcomes.length === 0) outcomes.push(await record(content));
    });
    const [outcome] = outcomes;
    if (outcome !== undefined) return outcomeAnswer(c, outcome, 201);
    return refused(c, 422, isWhole ? EVIDENCE_PROBLEMS.none : EVIDENCE_PROBLEMS.interrupted);
  });
  return routes;
}

function refused(c: Context, status: 413 | 422, message: string): Response {
  return problemAnswer(c, status, "没有收下文件", [fileProblem(message)]);
}
