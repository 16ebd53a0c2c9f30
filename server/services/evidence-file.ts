import { createHash, randomUUID } from "node:crypto";
import {
  EVIDENCE_PROBLEMS,
  EVIDENCE_RULES,
  type EvidenceView,
  evidenceKindOf,
  type FileRules,
  fileProblem,
  type Revealed,
} from "#domain/evidence.ts";
import { type Inspection, inspect } from "#server/evidence/inspect.ts";
import { HEAD_BYTES, typeOf } from "#server/evidence/type-of.ts";
import { openStream, sealStream } from "#server/secrets/sealed-stream.ts";
import { newKey } from "#server/secrets/sealing.ts";
import { type House, type Outcome, type RefusalKind, refuse } from "./house.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** A sealed file with the keys that open it. This itself is only ever kept sealed. */
export interface SealedFile extends EvidenceView {
  /** Its name among the sealed files. */
  file: string;
  /** What a picture would have told; null for everything that is not a picture. */
  revealed: Revealed | null;
  key: string;
  /** The clean copy of a picture, a file with a key of its own. */
  copy: { key: string; bytes: number } | null;
}
export type FilePart = "original" | "copy";

/** Why a file is not taken, in a sentence for whoever sent it. */
class FileRefused extends Error {
  override name = "FileRefused";
  readonly refusal: RefusalKind;
  constructor(refusal: RefusalKind, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/**
 * Takes a file in: seals it while it comes, looks through it, seals the clean copy of a picture.
 * What it is shows in its content, not in its name, which nobody asks for. `room` is how many bytes
 * it may have at most; `rules` say which kinds are taken. A refused file leaves nothing behind.
 */
export async function receiveFile(
  house: House,
  content: Bytes,
  room: number,
  rules: FileRules = EVIDENCE_RULES,
): Promise<Outcome<SealedFile>> {
  const file = randomUUID();
  try {
    if (!(await house.files.hasRoom())) throw new FileRefused("no-room", rules.noRoom);
    return { value: await receive(house, file, content, room, rules) };
  } catch (error) {
    await deleteFile(house, file);
    if (!(error instanceof FileRefused)) throw error;
    return refuse(error.refusal, [fileProblem(error.message)]);
  }
}

async function receive(
  house: House,
  file: string,
  content: Bytes,
  room: number,
  rules: FileRules,
): Promise<SealedFile> {
  const { head, whole } = await withHead(unbroken(content));
  if (head.length === 0) throw new FileRefused("invalid", EVIDENCE_PROBLEMS.empty);
  const found = await typeOf(head);
  if ("problem" in found) throw new FileRefused("wrong-type", found.problem);
  const { type } = found;
  const kind = evidenceKindOf(type);
  if (!rules.kinds.includes(kind.id)) throw new FileRefused("wrong-type", rules.wrongKind);

  const key = newKey();
  const measure = measured(whole, { most: kind.bytes, room }, rules);
  await house.files.write(
    nameOf(file, "original"),
    sealStream(key, measure.content, place(file, "original")),
  );
  const { bytes, sha256 } = measure.result();
  const sealed = { file, sha256, bytes, type, key: base64(key), copy: null, revealed: null };

  const inspection: Inspection = await inspect(type, () => openFile(house, sealed, "original"));
  if ("problem" in inspection) throw new FileRefused("invalid", inspection.problem);
  const { revealed } = inspection;
  if (inspection.copy === null) return { ...sealed, revealed };
  return { ...sealed, revealed, copy: await sealCopy(house, file, inspection.copy) };
}

async function sealCopy(house: House, file: string, copy: Buffer) {
  const key = newKey();
  const content = sealStream(key, once(copy), place(file, "copy"));
  await house.files.write(nameOf(file, "copy"), content);
  return { key: base64(key), bytes: copy.length };
}

/** Opens a file as it was sent, or its clean copy. Throws `CannotOpen` when it was changed. */
export function openFile(house: House, sealed: SealedFile, part: FilePart): Bytes {
  const chosen = part === "original" ? sealed : sealed.copy;
  if (chosen === null) throw new RangeError("this file has no copy");
  const key = Buffer.from(chosen.key, "base64");
  const stored = house.files.read(nameOf(sealed.file, part));
  return openStream(key, stored, place(sealed.file, part), chosen.bytes);
}

/** Deletes a file and its copy. */
export async function deleteFile(house: House, file: string): Promise<void> {
  await house.files.delete(nameOf(file, "copy"));
  await house.files.delete(nameOf(file, "original"));
}

/** What its reporter and the desk see of a file. */
export function evidenceView({ sha256, bytes, type }: SealedFile): EvidenceView {
  return { sha256, bytes, type };
}

function nameOf(file: string, part: FilePart): string {
  return `${file}.${part}`;
}

function place(file: string, part: FilePart): string {
  return `file/${file}/${part}`;
}

/** A sender who breaks off is no fault of ours. */
async function* unbroken(content: Bytes): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    if (error instanceof UploadTooSlow) throw new FileRefused("too-slow", EVIDENCE_PROBLEMS.slow);
    throw new FileRefused("invalid", EVIDENCE_PROBLEMS.interrupted);
  }
}

/** Thrown by the content of an upload when nothing has come for too long. */
export class UploadTooSlow extends Error {
  override name = "UploadTooSlow";
}

/** The beginning of the content, and all of it again. */
async function withHead(content: AsyncGenerator<Uint8Array>) {
  let head = Buffer.alloc(0);
  let isMore = true;
  while (head.length < HEAD_BYTES && isMore) {
    const next = await content.next();
    isMore = !next.done;
    if (!next.done) head = Buffer.concat([head, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* content;
  }
  return { head, whole: whole() };
}

/** Counts and hashes what passes, and stops what is too much. */
function measured(
  content: Bytes,
  { most, room }: { most: number; room: number },
  { tooLarge, tooMuch }: FileRules,
) {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > most) throw new FileRefused("too-large", tooLarge);
      if (bytes > room) throw new FileRefused("too-large", tooMuch);
      hash.update(chunk);
      yield chunk;
    }
  }
  return { content: counted(), result: () => ({ bytes, sha256: hash.digest("hex") }) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
