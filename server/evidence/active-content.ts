/**
 * Finds what has no business in a picture, a film or a recording: scripts, pages, programs, and
 * files that are two things at once (polyglots). Looks at everything that passes and keeps little.
 */

/** Too long to stand anywhere by chance, in hundreds of megabytes. */
const ANYWHERE =
  /<script[\s>]|<!doctype\s|<iframe[\s>]|<\?php\s|This program cannot be run in DOS mode/i;
/** Beginnings of RAR and 7z archives. */
const ARCHIVES = ["Rar!\x1a\x07", "7z\xbc\xaf\x27\x1c"] as const;
/** Looked for only at both ends, where readers look for them too. */
const AT_AN_END = /%PDF-\d|<html[\s>]|<svg[\s>]|<body[\s>]|javascript:/i;
/** The end of the directory of a ZIP; it stands within 64 KiB of the end of the file. */
const ZIP_DIRECTORY_END = Buffer.from("PK\x05\x06");
const ENDS_BYTES = 4096;
const TAIL_BYTES = 65_557;
const OVERLAP = 64;

/** Gives true when the content holds something active or a second file. */
export async function hasActiveContent(content: AsyncIterable<Uint8Array>): Promise<boolean> {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let before = "";
  for await (const chunk of content) {
    const text = before + latin1(chunk);
    if (ANYWHERE.test(text) || ARCHIVES.some((mark) => text.includes(mark))) return true;
    before = text.slice(-OVERLAP);
    if (head.length < ENDS_BYTES) head = Buffer.concat([head, chunk]).subarray(0, ENDS_BYTES);
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
  }
  const ends = [head, tail.subarray(-ENDS_BYTES)];
  return ends.some((end) => AT_AN_END.test(latin1(end))) || tail.includes(ZIP_DIRECTORY_END);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
