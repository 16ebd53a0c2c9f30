import type { Context } from "hono";
import { problemAnswer } from "./problem-answer.ts";

/** The JSON body of a request, or the answer to one that has none. */
export async function readJson(c: Context): Promise<{ json: unknown } | { answer: Response }> {
  if (!/^application\/json\b/i.test(c.req.header("Content-Type") ?? "")) {
    return { answer: problemAnswer(c, 415, "请用 JSON 提交（Content-Type: application/json）") };
  }
  try {
    return { json: await c.req.json() };
  } catch {
    return { answer: problemAnswer(c, 400, "提交的内容不是完整的 JSON") };
  }
}
