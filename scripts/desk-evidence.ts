import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { bytesText } from "#lib/format.ts";
import type { Outcome } from "#server/services/house.ts";
import type { OpenedFile } from "#server/services/opened-file.ts";
import type { EvidenceAtDesk } from "#server/services/view-evidence.ts";

/** The evidence of a tip as the desk on the command line shows it. */
export function describeEvidence(files: readonly EvidenceAtDesk[]): string {
  if (files.length === 0) return "没有附件";
  return files
    .map(({ number, type, bytes, at, sha256, hasCopy }) =>
      [number, at, type, bytesText(bytes), hasCopy ? "有副本" : "只有原件", sha256].join("  "),
    )
    .join("\n");
}

/** What can be saved: evidence, a photograph of a check, a paper. */
export type Saved = Pick<OpenedFile, "name" | "content">;

/**
 * Saves it in a folder and gives its path. Never writes over a file that is there. A file that
 * was changed leaves nothing and throws `CannotOpen`.
 */
export async function saveEvidence(
  { name, content }: Saved,
  folder: string,
): Promise<Outcome<string>> {
  const path = join(folder, name);
  try {
    await pipeline(content, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
    return { value: path };
  } catch (error) {
    const sentence = FAULTS[(error as NodeJS.ErrnoException).code ?? ""];
    if (sentence !== undefined) {
      return { refusal: "conflict", problems: [{ field: "to", message: sentence }] };
    }
    await rm(path, { force: true });
    throw error;
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  EEXIST: "同名文件已经存在，没有覆盖。请换一个目录，或者先移走它。",
  ENOENT: "没有这个目录，请先建好，或者换一个目录。",
  EACCES: "这个目录不能写，请换一个目录。",
};
