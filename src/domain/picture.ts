import { z } from "zod";
import type { ImportFieldName } from "./import-field.ts";
import { id } from "./text.ts";

/** What a picture or a scanned paper shows, and the column of a sheet that names its file. */
export const PICTURE_PHASES = [
  { id: "before", name: "拆除前", field: "photosBefore" },
  { id: "during", name: "拆除中", field: "photosDuring" },
  { id: "after", name: "拆除后", field: "photosAfter" },
  { id: "scan", name: "扫描件", field: "scans" },
  { id: "notice", name: "省级公告", field: "noticeFiles" },
] as const satisfies readonly { id: string; name: string; field: ImportFieldName }[];
export type PicturePhase = (typeof PICTURE_PHASES)[number]["id"];

/** What one form takes along with a sheet. */
export const PICTURE_LIMITS = { files: 60, bytes: 15_000_000 } as const;

/** A PDF is drawn page by page; so much of it and no longer. */
export const SCAN_LIMITS = { pages: 40, seconds: 60 } as const;

/** Why a PDF is not taken, beside what `EVIDENCE_PROBLEMS` says of active and sealed ones. */
export const SCAN_PROBLEMS = {
  unreadable: "打不开，可能传坏了或者不完整。请重新扫描或者重新导出，再传。",
  tooManyPages: `超过 ${SCAN_LIMITS.pages} 页。请只传要公布或者存档的那几页，或者分成几个文件。`,
  missingFont:
    "里面的字没有嵌入字体，重新画出来会缺字。请导出时选“嵌入字体”（PDF/A），或者打印后扫描，再传。",
  tooCostly: "太复杂，画不出来。请打印后扫描成 PDF，或者存成图片，再传。",
} as const;

/** What copies are: a picture, or the pages of a PDF drawn anew. */
export const COPY_TYPES = [
  { id: "jpg", mediatype: "image/jpeg" },
  { id: "pdf", mediatype: "application/pdf" },
] as const;
export type CopyType = (typeof COPY_TYPES)[number]["id"];

const copyTypes = COPY_TYPES.map((type) => type.id) as [CopyType, ...CopyType[]];
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "要写文件的 SHA-256，64位小写十六进制");

/** A row of `content/pictures/<jurisdiction>.csv`: a picture that an acceptance or a pledge rests on. */
export const picture = z
  .strictObject({
    record: id.describe("Acceptance or pledge"),
    phase: z.enum(PICTURE_PHASES.map((phase) => phase.id) as [PicturePhase, ...PicturePhase[]]),
    sha256: sha256.describe("Of the original, which is kept and never published"),
    isPublic: z.boolean(),
    copySha256: sha256
      .optional()
      .describe("Of the copy without metadata, `pictures/<jurisdiction>/<sha256>.<copyType>`"),
    copyType: z.enum(copyTypes).default("jpg"),
    copyBytes: z.int().positive().optional().describe("Length of the copy"),
  })
  .refine((row) => row.isPublic === (row.copySha256 !== undefined), {
    path: ["copySha256"],
    message: "公开的影像要有副本，不公开的没有",
  });
export type Picture = z.infer<typeof picture>;

/** A picture kept with a publication: its original and the copy that may become public. */
export interface KeptPicture {
  name: string;
  sha256: string;
  copySha256: string;
  copyType: CopyType;
  copyBytes: number;
}

/** A copy, by what its file is named after. */
export interface CopyName {
  copySha256: string;
  copyType: CopyType;
}

/** The public copy below the content folder. */
export function picturePath(jurisdiction: string, { copySha256, copyType }: CopyName): string {
  return `pictures/${jurisdiction}/${copySha256}.${copyType}`;
}

/** The media type of a copy. */
export function copyMediatype(type: CopyType): string {
  return COPY_TYPES.find(({ id: known }) => known === type)?.mediatype ?? "image/jpeg";
}
