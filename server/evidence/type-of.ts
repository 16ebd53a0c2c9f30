import { fileTypeFromBuffer } from "file-type";
import { type EvidenceType, readEvidenceType } from "#domain/evidence.ts";

/** How much of the beginning is looked at: enough for every format that is taken. */
export const HEAD_BYTES = 65_536;

const MARKUP = /^(?:\uFEFF)?\s*(?:<\?xml|<svg|<!doctype|<html|<script|<!--)/i;

/** The type that the beginning of a file shows, whatever it is called; or why it is not taken. */
export async function typeOf(
  head: Uint8Array,
): Promise<{ type: EvidenceType } | { problem: string }> {
  const detected = await fileTypeFromBuffer(head).catch(() => undefined);
  const isMarkup = MARKUP.test(Buffer.from(head.subarray(0, 512)).toString("utf8"));
  return readEvidenceType(isMarkup ? "text/html" : detected?.mime);
}
