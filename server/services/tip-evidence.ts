import { listAttachments, type NewAttachment } from "#db/queries/attachments.ts";
import { paddedLength } from "#server/secrets/sealed-stream.ts";
import { sealJson, unsealJson } from "#server/secrets/sealing.ts";
import type { SealedFile } from "./evidence-file.ts";
import type { House } from "./house.ts";
import type { OpenTip } from "./open-tip.ts";
import { places } from "./tip-envelope.ts";

/** A file of a tip, and when it came. */
export interface TipFile extends SealedFile {
  at: string;
}

/** The row that makes a file part of a tip: its keys, sealed under the key of the tip. */
export function attachmentOf(
  { tipId, contentKey }: { tipId: string; contentKey: Uint8Array },
  sealed: SealedFile,
  at: string,
): NewAttachment {
  const { file, bytes } = sealed;
  const sealedManifest = sealJson(contentKey, sealed, places.attachment(tipId, file));
  return { tipId, file, at, sizeClass: paddedLength(bytes), sealedManifest };
}

/** The files of an open tip, in the order they came. */
export async function listTipFiles(house: House, { tip, contentKey }: OpenTip): Promise<TipFile[]> {
  const rows = await listAttachments(house.db.read, tip.id);
  return rows.map(({ file, at, sealedManifest }) => ({
    ...unsealJson<SealedFile>(contentKey, sealedManifest, places.attachment(tip.id, file)),
    at,
  }));
}
