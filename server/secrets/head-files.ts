import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

/** A line of a file of heads: the ends of the chains, signed. */
export const headLine = z.object({
  at: z.iso.datetime(),
  /** `start`: rows a server found unsigned when it started; else rows it appended itself. */
  of: z.enum(["work", "start"]),
  /** For each chain the positions this line vouches for, as ranges with both ends. */
  signed: z.record(z.string(), z.array(z.tuple([z.int(), z.int()]))),
  /** For each chain the last position vouched for so far, and the hash there. */
  heads: z.record(z.string(), z.tuple([z.int(), z.string()])),
  keyId: z.string(),
  signature: z.base64(),
});
export type HeadLine = z.infer<typeof headLine>;

const END_BYTES = 65_536;

/** What is signed of a line. */
export function statementOf({ at, of, signed, heads, keyId }: Omit<HeadLine, "signature">): string {
  return JSON.stringify([at, of, signed, heads, keyId]);
}

/** The folder of the heads below that of the secrets. */
export function headFolder(secretsDirectory: string): string {
  return join(secretsDirectory, "heads");
}

/** Opens the file of this host for appending. Its processes share it: a line is one write. */
export async function openHeadFile(folder: string): Promise<FileHandle> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${hostname().replace(/[^\w.-]/g, "_")}.jsonl`);
  const isTorn = existsSync(path) && /[^\n]$/.test(endOf(path));
  const file = await open(path, "a", 0o600);
  // A line that a crash cut short must not spoil the next one.
  if (isTorn) await file.appendFile("\n");
  return file;
}

/** A line as it stands in a file; `content` is null where it cannot be read. */
export interface WrittenLine {
  /** File and line, for people. */
  where: string;
  content: HeadLine | null;
}

/** Every line of every host's file; none when there is no file. */
export async function* readHeadFiles(folder: string): AsyncGenerator<WrittenLine> {
  for (const path of listHeadFiles(folder)) {
    let number = 0;
    for await (const text of createInterface({ input: createReadStream(path) })) {
      number += 1;
      if (text !== "") yield { where: `${basename(path)}:${number}`, content: parse(text) };
    }
  }
}

/** The last readable line of each host's file. */
export function lastHeadLines(folder: string): HeadLine[] {
  return listHeadFiles(folder).flatMap((path) => {
    for (const text of endOf(path).split("\n").reverse()) {
      const line = parse(text);
      if (line !== null) return line;
    }
    return [];
  });
}

export function listHeadFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.toSorted().map((name) => join(folder, name));
}

/** The end of a file, longer than many lines. */
function endOf(path: string): string {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(Math.min(size, END_BYTES));
    readSync(file, end, 0, end.length, size - end.length);
    return end.toString("utf8");
  } finally {
    closeSync(file);
  }
}

function parse(text: string): HeadLine | null {
  try {
    return headLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
