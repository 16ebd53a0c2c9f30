import { createHash } from "node:crypto";
import {
  EVIDENCE_PROBLEMS,
  type EvidenceKind,
  type EvidenceType,
  evidenceKindOf,
} from "#domain/evidence.ts";
import { type CopyType, type KeptPicture, PICTURE_LIMITS, picturePath } from "#domain/picture.ts";
import type { Problem } from "#domain/problem.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { writePicture } from "#publishing/write-picture.ts";
import { cleanPdf } from "#server/evidence/clean-pdf.ts";
import { inspect } from "#server/evidence/inspect.ts";
import { HEAD_BYTES, typeOf } from "#server/evidence/type-of.ts";
import type { ContentDesk } from "./house.ts";

/** A picture or scanned paper that came along with a sheet, under the name that the sheet may give it. */
export interface SentPicture {
  name: string;
  bytes: Uint8Array;
}

/** A draft as it is stored, with the pictures that came along. */
export type DraftWithPictures = ImportDraft & { pictures?: readonly KeptPicture[] };

/** A picture told by its content, with the copy from which its metadata has been taken. */
export interface CheckedPicture extends KeptPicture {
  original: Uint8Array;
  copy: Uint8Array;
}

/** Looks at every picture, one after another; gives all of them, or every reason why not. */
export async function checkPictures(
  pictures: readonly SentPicture[],
): Promise<{ checked: CheckedPicture[] } | { problems: Problem[] }> {
  const checked: CheckedPicture[] = [];
  const problems: string[] = [];
  if (pictures.length > PICTURE_LIMITS.files)
    problems.push(`一次最多 ${PICTURE_LIMITS.files} 个文件，分成几份表格送审。`);
  const names = pictures.map(({ name }) => name);
  for (const name of new Set(names.filter((each, at) => names.indexOf(each) !== at)))
    problems.push(`有两个文件都叫“${name}”，改名后再传。`);
  for (const picture of problems.length > 0 ? [] : pictures) {
    const found = await check(picture);
    if ("problem" in found) problems.push(`“${picture.name}”：${found.problem}`);
    else checked.push(found);
  }
  return problems.length === 0
    ? { checked }
    : { problems: problems.map((message) => ({ field: "pictures", message })) };
}

async function check({ name, bytes }: SentPicture): Promise<CheckedPicture | { problem: string }> {
  if (bytes.length > PICTURE_LIMITS.bytes)
    return { problem: `超过 ${PICTURE_LIMITS.bytes / 1_000_000} MB，缩小后再传。` };
  const found = await typeOf(bytes.subarray(0, HEAD_BYTES));
  const draw = "type" in found ? COPIES[evidenceKindOf(found.type).id] : undefined;
  if ("problem" in found || draw === undefined)
    return { problem: "不是照片，也不是 PDF。只收 JPEG、PNG、WebP 图片，扫描件也收 PDF。" };
  const drawn = await draw.copyOf(found.type, Buffer.from(bytes));
  if ("problem" in drawn) return drawn;
  const { copy } = drawn;
  return {
    name,
    sha256: sumOf(bytes),
    copySha256: sumOf(copy),
    copyType: draw.type,
    copyBytes: copy.length,
    original: bytes,
    copy,
  };
}

type Drawn = { copy: Uint8Array } | { problem: string };
interface Drawing {
  type: CopyType;
  copyOf: (type: EvidenceType, bytes: Buffer) => Promise<Drawn>;
}

/** What is taken, and how its copy is drawn. */
const COPIES: Partial<Record<EvidenceKind, Drawing>> = {
  picture: { type: "jpg", copyOf: copyOfPicture },
  document: { type: "pdf", copyOf: async (_, bytes) => await cleanPdf(bytes) },
};

async function copyOfPicture(type: EvidenceType, bytes: Buffer): Promise<Drawn> {
  const inspected = await inspect(type, async function* () {
    yield bytes;
  });
  if ("problem" in inspected) return inspected;
  const { copy } = inspected;
  return copy === null ? { problem: EVIDENCE_PROBLEMS.broken } : { copy };
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Keeps originals and copies; what is stored with the draft are their sums. */
export async function keepPictures(
  desk: ContentDesk,
  checked: readonly CheckedPicture[],
): Promise<void> {
  for (const { original, copy } of checked) {
    await desk.pictures.keep(original);
    await desk.pictures.keep(copy);
  }
}

/** Names of the files that rows declare public. */
export function publicNames(rows: ImportDraft["rows"]): Set<string> {
  return new Set(rows.flatMap(({ values }) => values.publicFiles?.value ?? []));
}

/**
 * Puts the copies that rows declare public into the content, before any row names them. Gives a
 * sentence for each that is not kept any more.
 */
export async function publishPictures(
  desk: ContentDesk,
  draft: DraftWithPictures | null,
): Promise<string[]> {
  if (draft === null) return [];
  const { jurisdiction, pictures = [], rows } = draft;
  const open = publicNames(rows);
  const missing: string[] = [];
  for (const { name, copySha256, copyType } of pictures.filter(({ name }) => open.has(name))) {
    const copy = await desk.pictures.find(copySha256);
    if (copy === null) missing.push(name);
    else await writePicture(desk.root, picturePath(jurisdiction, { copySha256, copyType }), copy);
  }
  return missing.map(
    (name) => `文件“${name}”在 DATA_DIR/pictures 里找不到或者已经损坏：从备份取回，或者重新送审。`,
  );
}
