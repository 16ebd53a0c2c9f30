import { z } from "zod";
import type { ImportFieldName } from "./import-field.ts";
import { id } from "./text.ts";

/** What a picture shows, and the column of a sheet that names its file. */
export const PICTURE_PHASES = [
  { id: "before", name: "拆除前", field: "photosBefore" },
  { id: "during", name: "拆除中", field: "photosDuring" },
  { id: "after", name: "拆除后", field: "photosAfter" },
  { id: "scan", name: "扫描件", field: "scans" },
] as const satisfies readonly { id: string; name: string; field: ImportFieldName }[];
export type PicturePhase = (typeof PICTURE_PHASES)[number]["id"];

/** What one form takes along with a sheet. */
export const PICTURE_LIMITS = { files: 60, bytes: 15_000_000 } as const;

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
      .describe("Of the copy without metadata, `pictures/<jurisdiction>/<sha256>.jpg`"),
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
}

/** The public copy below the content folder. */
export function picturePath(jurisdiction: string, copySha256: string): string {
  return `pictures/${jurisdiction}/${copySha256}.jpg`;
}
