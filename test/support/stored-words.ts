import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files below a folder that hold a word in any writing it could have been stored in. */
export function filesHolding(folder: string, word: string): string[] {
  return filesWith(folder, writingsOf(word));
}

/** Files below a folder that hold a piece of a file as it is. */
export function filesHoldingBytes(folder: string, piece: Buffer): string[] {
  return filesWith(folder, [piece]);
}

function filesWith(folder: string, writings: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return writings.some((writing) => bytes.includes(writing));
    });
}

/** As UTF-8, UTF-16 (both orders), hexadecimal, URL-coded, escaped as JSON, and in base64. */
export function writingsOf(word: string): Buffer[] {
  const utf8 = Buffer.from(word);
  const escaped = word.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
  const texts = [
    utf8.toString("hex"),
    utf8.toString("hex").toUpperCase(),
    encodeURIComponent(word),
    encodeURIComponent(word).toLowerCase(),
    escaped,
    ...inBase64(utf8),
  ];
  const utf16 = Buffer.from(word, "utf16le");
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map((text) => Buffer.from(text))];
}

/** Base64 differs with what stands before; the characters that do not depend on it are kept. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const own = (text: string) =>
      text.slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
    return [own(padded.toString("base64")), own(padded.toString("base64url"))];
  });
}
