import { type Context, Hono } from "hono";
import type { Services } from "#server/services/index.ts";
import { outcomeAnswer, problemAnswer } from "./problem-answer.ts";
import { readJson } from "./read-json.ts";

/** Filing a tip, and following it with the receipt in `Authorization`, never in an address. */
export function tipRoutes(services: Services, visitorOf: (c: Context) => string | null): Hono {
  const routes = new Hono();
  routes.post("/tips", async (c) => {
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    const idempotencyKey = c.req.header("Idempotency-Key") ?? "";
    const submission = { idempotencyKey, input: body.json, visitor: visitorOf(c) };
    return outcomeAnswer(c, await services.submitTip(submission), 201);
  });
  routes.get("/tips/current", async (c) => {
    const receipt = receiptOf(c);
    if (receipt === null) return noReceipt(c);
    return outcomeAnswer(c, await services.viewTip(receipt, visitorOf(c)));
  });
  routes.get("/tips/current/receipt", async (c) => {
    const receipt = receiptOf(c);
    if (receipt === null) return noReceipt(c);
    return outcomeAnswer(c, await services.viewReceipt(receipt, visitorOf(c)));
  });
  routes.post("/tips/current/messages", async (c) => {
    const receipt = receiptOf(c);
    if (receipt === null) return noReceipt(c);
    const body = await readJson(c);
    if ("answer" in body) return body.answer;
    const repeatKey = c.req.header("Idempotency-Key");
    return outcomeAnswer(
      c,
      await services.recordReporterMessage(receipt, visitorOf(c), body.json, repeatKey),
      201,
    );
  });
  for (const [name, act] of REPORTER_ACTS) {
    routes.post(`/tips/current/${name}`, async (c) => {
      const receipt = receiptOf(c);
      if (receipt === null) return noReceipt(c);
      const body = await readJson(c);
      if ("answer" in body) return body.answer;
      return outcomeAnswer(c, await services[act](receipt, visitorOf(c), body.json), 201);
    });
  }
  routes.get("/challenge", async (c) => c.json(await services.newChallenge()));
  return routes;
}

/** What a reporter may do after filing, besides writing: its address and its use case. */
const REPORTER_ACTS = [
  ["identity", "recordIdentity"],
  ["satisfaction", "recordSatisfaction"],
  ["reexamination", "submitReexamination"],
] as const;

/** The code in `Authorization: Receipt …`; null when there is none. */
export function receiptOf(c: Context): string | null {
  return /^Receipt\s+(.+)$/i.exec(c.req.header("Authorization") ?? "")?.[1] ?? null;
}

/** Says that a code is needed, and where it is written. */
export function noReceipt(c: Context): Response {
  c.header("WWW-Authenticate", "Receipt");
  return problemAnswer(c, 401, "请出示查询码", [
    { field: "Authorization", message: "请把查询码写在请求头里：Authorization: Receipt 查询码。" },
  ]);
}
