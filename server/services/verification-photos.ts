import {
  listVerificationPhotos,
  type NewVerificationPhoto,
} from "#db/queries/verification-photos.ts";
import type { Problem } from "#domain/problem.ts";
import {
  machineOfPhotoField,
  PHOTO_LIMITS,
  PHOTO_PROBLEMS,
  PHOTO_RULES,
  type VerificationPhoto,
} from "#domain/verification-photo.ts";
import { paddedLength } from "#server/secrets/sealed-stream.ts";
import { sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { type Clerk, openAtDesk, type TipAtDesk } from "./desk.ts";
import {
  deleteFile,
  evidenceView,
  type FilePart,
  receiveFile,
  type SealedFile,
} from "./evidence-file.ts";
import { type House, type Outcome, type RefusalKind, refuse } from "./house.ts";
import { type OpenedFile, openedFile } from "./opened-file.ts";
import { places } from "./tip-envelope.ts";

/** A photograph that is sealed on disk and not yet part of a record. */
export interface TakenPhoto {
  field: string;
  /** As the sender counts the machines. */
  machine: number | null;
  sealed: SealedFile;
}

/** A photograph of a record with the keys that open it. */
export interface KeptPhoto {
  number: number;
  recordId: string;
  machine: number | null;
  sealed: SealedFile;
}

/** What is sealed of a photograph. */
type Manifest = Pick<KeptPhoto, "machine" | "sealed">;

/** Seals photographs one by one as they come, and remembers what is wrong with them. */
export function collectPhotos(house: House) {
  const photos: TakenPhoto[] = [];
  const problems: Problem[] = [];
  const refusals: RefusalKind[] = [];
  const refused = (field: string, kind: RefusalKind, message: string) => {
    if (problems.some((known) => known.field === field && known.message === message)) return;
    problems.push({ field, message });
    refusals.push(kind);
  };
  return {
    photos,
    problems,
    refusals,
    take: async (field: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
      const machine = machineOfPhotoField(field);
      if (machine === undefined) return;
      if (photos.length >= PHOTO_LIMITS.photos) {
        return refused(field, "invalid", PHOTO_PROBLEMS.tooMany);
      }
      const room = PHOTO_LIMITS.bytes - photos.reduce((sum, { sealed }) => sum + sealed.bytes, 0);
      const received = await receiveFile(house, content, room, PHOTO_RULES);
      if ("value" in received) {
        photos.push({ field, machine, sealed: received.value });
      } else {
        for (const { message } of received.problems) refused(field, received.refusal, message);
      }
    },
    /** Destroys everything that was taken. */
    drop: async (): Promise<void> => {
      for (const { sealed } of photos) await deleteFile(house, sealed.file);
    },
  };
}

/** The rows that make photographs part of a record: their keys, sealed as the record is. */
export function photoRows(
  { tipId, recordId, internalKey }: { tipId: string; recordId: string; internalKey: Uint8Array },
  photos: readonly Manifest[],
): NewVerificationPhoto[] {
  return photos.map(({ machine, sealed }) => {
    const { file, bytes } = sealed;
    const place = places.verificationPhoto(tipId, file);
    const sealedManifest = sealJson(internalKey, { machine, sealed } satisfies Manifest, place);
    return { tipId, recordId, file, sizeClass: paddedLength(bytes), sealedManifest };
  });
}

/** The photographs of all records of an opened tip. */
export async function photosOf(
  house: House,
  { tip, internalKey }: TipAtDesk,
): Promise<KeptPhoto[]> {
  if (internalKey === null) return [];
  const rows = await listVerificationPhotos(house.db.read, tip.id);
  return rows.map(({ number, recordId, file, sealedManifest }) => {
    const place = places.verificationPhoto(tip.id, file);
    return { number, recordId, ...unsealJson<Manifest>(internalKey, sealedManifest, place) };
  });
}

/** What a desk sees of a photograph, without its keys. */
export function photoView({ number, machine, sealed }: KeptPhoto): VerificationPhoto {
  return { ...evidenceView(sealed), number, machine, takenAt: sealed.revealed?.takenAt ?? null };
}

/**
 * One photograph for a desk that reads the tip. The inspectors took it themselves: the original,
 * which says where and when, is theirs to save without giving a reason.
 */
export async function openPhoto(
  house: House,
  clerk: Clerk,
  reference: string,
  number: number,
  part: FilePart,
): Promise<Outcome<OpenedFile>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const photos = await photosOf(house, opened.value);
  const photo = photos.find((kept) => kept.number === number);
  const title = `${opened.value.tip.reference}-photo-${number}`;
  const value = photo ? openedFile(house, photo.sealed, part, title) : null;
  return value === null ? refuse("not-found", [noSuchPhoto(photos.length)]) : { value };
}

function noSuchPhoto(count: number) {
  const message = count === 0 ? "这件举报没有核查照片。" : `照片编号是1到${count}。`;
  return { field: "number", message };
}
