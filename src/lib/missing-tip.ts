import type { AstroGlobal } from "astro";
import { formText } from "./signed-in.ts";

/** Fields of the forms about a tip in which somebody writes sentences. */
const WRITTEN = ["note", "text", "ground", "elsewhere", "noVisit", "summary", "measure"];

/** What somebody wrote in a form about a tip. */
export function writtenIn(form: FormData): string[] {
  return WRITTEN.map((name) => formText(form, name).trim()).filter((text) => text !== "");
}

/**
 * The page for a tip that is not there for whoever asks. Somebody may have handed it on while a form
 * was filled in: what was written is shown once more.
 */
export async function missingTip(
  { locals, request, rewrite, url }: Pick<AstroGlobal, "locals" | "request" | "rewrite" | "url">,
  written: readonly string[] = [],
): Promise<Response> {
  locals.unsaved = written;
  // The body of a form has been read and cannot be sent on.
  const { headers } = request;
  return await rewrite(new Request(new URL("/staff/tips/missing/", url), { headers }));
}
