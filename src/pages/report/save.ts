import type { APIRoute } from "astro";
import { formatReceipt, readReceipt } from "#domain/receipt.ts";

/**
 * What a reporter takes away as a file: the code alone, or the signed receipt without the code. It
 * is made for this answer and kept nowhere; the names of the files say nothing.
 */
export const prerender = false;

export const POST: APIRoute = async ({ request, locals, redirect }) => {
  const form = await request.formData();
  const typed = form.get("receipt");
  const reading = readReceipt(typeof typed === "string" ? typed : "");
  if ("problem" in reading) return redirect("/track/", 303);
  if (form.get("what") !== "proof") {
    const text = `请收好，不要给别人看。\r\n\r\n${formatReceipt(reading.receipt)}\r\n`;
    return file("note.txt", "text/plain", text);
  }
  const viewed = await locals.services.viewReceipt(reading.receipt, locals.visitor ?? null);
  if (!("value" in viewed)) return redirect("/track/", 303);
  const { statement, signature, keyId, particulars } = viewed.value;
  const proof = { statement, signature, keyId, particulars };
  return file("note.json", "application/json", `${JSON.stringify(proof, null, 2)}\n`);
};

export const GET: APIRoute = ({ redirect }) => redirect("/report/", 303);

/** The mark at the start lets the editors of old systems read the Chinese. */
function file(name: string, type: string, text: string): Response {
  return new Response(type === "text/plain" ? `\uFEFF${text}` : text, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}
