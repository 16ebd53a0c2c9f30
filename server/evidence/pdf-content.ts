import { inflateSync } from "node:zlib";
import { EVIDENCE_PROBLEMS } from "#domain/evidence.ts";

/** Names by which a PDF does more than show pages (ISO 32000, 7.11, 12.6, 12.7). */
const ACTIVE_NAMES =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition|Sound|Movie)(?=[\s/<>[\]()]|$)/;
/** Without the short names, which also stand by chance among the bytes of a picture. */
const LONG_ACTIVE_NAMES =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|Rendition)(?=[\s/<>[\]()]|$)/;
const STREAM = /(?<!end)stream[ \t]*(?:\r\n|\n|\r)?/g;
/** How far before a stream its dictionary may begin. */
const DICTIONARY = 2048;
/** An object stream unpacks to some hundreds of kilobytes; a bomb to gigabytes. */
const OBJECTS_BYTES = 8_000_000;
const OBJECT_STREAMS = 2000;

/** Why a PDF is not taken: it is active, or it cannot be looked into; null when it is plain. */
export function problemOfPdf(bytes: Buffer): string | null {
  const text = withPlainNames(bytes.toString("latin1"));
  if (!text.startsWith("%PDF-")) return EVIDENCE_PROBLEMS.active;
  if (!/%%EOF\s*$/.test(text.slice(-1024))) return EVIDENCE_PROBLEMS.broken;
  if (/\/Encrypt(?=[\s/<[]|$)/.test(text)) return EVIDENCE_PROBLEMS.sealedPdf;
  if (LONG_ACTIVE_NAMES.test(text) || ACTIVE_NAMES.test(withoutStreams(text))) {
    return EVIDENCE_PROBLEMS.activePdf;
  }
  const objects = objectStreams(bytes);
  if (objects === null) return EVIDENCE_PROBLEMS.sealedPdf;
  return objects.some((part) => ACTIVE_NAMES.test(withPlainNames(part)))
    ? EVIDENCE_PROBLEMS.activePdf
    : null;
}

/** `/J#61vaScript` is `/JavaScript` to a reader (7.3.5). */
function withPlainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function withoutStreams(text: string): string {
  return text.replace(/(?<!end)stream[\s\S]*?endstream/g, "stream endstream");
}

/** Objects may lie packed in streams (7.5.7). Null when one of those cannot be unpacked in bounds. */
function objectStreams(bytes: Buffer): string[] | null {
  const text = bytes.toString("latin1");
  const found: string[] = [];
  let left = OBJECTS_BYTES;
  for (const match of text.matchAll(STREAM)) {
    const dictionary = text.slice(Math.max(0, match.index - DICTIONARY), match.index);
    const own = withPlainNames(dictionary.slice(dictionary.lastIndexOf(" obj") + 1));
    if (!/\/ObjStm(?=[\s/<>[]|$)/.test(own)) continue;
    const start = match.index + match[0].length;
    const end = text.indexOf("endstream", start);
    const packed = bytes.subarray(start, end < 0 ? undefined : end);
    const unpacked = unpack(own, packed, left);
    if (unpacked === null || found.length >= OBJECT_STREAMS) return null;
    left -= unpacked.length;
    found.push(unpacked);
  }
  return found;
}

function unpack(dictionary: string, packed: Buffer, most: number): string | null {
  if (!/\/Filter/.test(dictionary)) return packed.toString("latin1");
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?(?!\s*\/\w+Decode)/.test(dictionary)) return null;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).toString("latin1");
  } catch {
    return null;
  }
}
