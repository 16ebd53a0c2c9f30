import { randomUUID } from "node:crypto";
import {
  deleteReportDraft,
  findReportDraft,
  insertDraftFile,
  insertReportDraft,
} from "#db/queries/report-drafts.ts";
import { DRAFT_MINUTES } from "#domain/report-draft.ts";
import type { DraftPhoto } from "#domain/verification-photo.ts";
import { CannotOpen, sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { deleteFile } from "./evidence-file.ts";
import type { House } from "./house.ts";
import { places } from "./tip-envelope.ts";
import type { TakenPhoto } from "./verification-photos.ts";

/** The photographs of a refused record, as its form shows them. */
export interface PhotoDraft {
  id: string;
  photos: readonly DraftPhoto[];
}

/** Whose photographs they are, and what opens them. */
export interface DraftOwner {
  tipId: string;
  internalKey: Uint8Array;
  /** Member id. */
  author: string;
}

interface SealedDraft {
  author: string;
  photos: readonly TakenPhoto[];
}

/** The photographs that an author left in a draft of a tip; none where there is no such draft. */
export async function findPhotoDraft(
  house: House,
  { tipId, internalKey, author }: DraftOwner,
  id: string,
): Promise<readonly TakenPhoto[]> {
  const row = await findReportDraft(house.db.read, id, house.now().toISOString());
  if (row === undefined) return [];
  try {
    const place = places.photoDraft(tipId, id);
    const draft = unsealJson<SealedDraft>(internalKey, row.sealedBody, place);
    return draft.author === author ? draft.photos : [];
  } catch (error) {
    // Another draft: of another tip, or of a reporter.
    if (error instanceof CannotOpen) return [];
    throw error;
  }
}

/**
 * Keeps the photographs of a refused record, sealed as the record would be, in the place of an
 * earlier draft. They go when the time is over, as the drafts of reporters do. Where the earlier one
 * is gone since it was read, sent twice at once, its photographs went with it.
 */
export async function recordPhotoDraft(
  house: House,
  { tipId, internalKey, author }: DraftOwner,
  photos: readonly TakenPhoto[],
  before: { id: string; photos: readonly TakenPhoto[] } | null,
): Promise<PhotoDraft> {
  const id = randomUUID();
  const expiresAt = new Date(house.now().getTime() + DRAFT_MINUTES * 60_000).toISOString();
  const sealed = (kept: readonly TakenPhoto[]) =>
    sealJson(
      internalKey,
      { author, photos: kept } satisfies SealedDraft,
      places.photoDraft(tipId, id),
    );
  const fresh = photos.filter((photo) => !before?.photos.includes(photo));
  const { kept, left } = await house.db.tx(async (queries) => {
    const files = before === null ? [] : await deleteReportDraft(queries, before.id);
    const still = before !== null && files.length === 0 ? fresh : photos;
    await insertReportDraft(queries, { id, version: 1, sealedBody: sealed(still), expiresAt });
    for (const one of still) await insertDraftFile(queries, { file: one.sealed.file, draftId: id });
    return { kept: still, left: files };
  });
  const names = kept.map((photo) => photo.sealed.file);
  for (const file of left.filter((one) => !names.includes(one))) await deleteFile(house, file);
  return { id, photos: kept.map(viewOf) };
}

function viewOf({ field, sealed }: TakenPhoto): DraftPhoto {
  return { field, bytes: sealed.bytes, takenAt: sealed.revealed?.takenAt ?? null };
}
