import {
  EVIDENCE_KINDS,
  EVIDENCE_PROBLEMS,
  EVIDENCE_TYPES,
  type EvidenceView,
  type FileRules,
} from "./evidence.ts";
import type { Problem } from "./problem.ts";

const MB = 1_000_000;
const [PICTURE] = EVIDENCE_KINDS;

/** Photographs of one record of a check on site. */
export const PHOTO_LIMITS = { photos: 20, bytes: 200 * MB } as const;

/** What is taken as a photograph, for the page that asks for it. */
export const PHOTO_TYPES: readonly string[] = EVIDENCE_TYPES.filter(
  ({ kind }) => kind === PICTURE.id,
).map(({ type }) => type);

/** Only pictures; what they are shows in their content. */
export const PHOTO_RULES: FileRules = {
  kinds: [PICTURE.id],
  wrongKind: `这里只收照片（${PICTURE.formats}）。视频、录音和 PDF 请按本单位的规定另行归档。`,
  tooLarge: `照片太大，每张最大${PICTURE.bytes / MB} MB。`,
  tooMuch: `一份记录的照片合计最大${PHOTO_LIMITS.bytes / MB} MB，其余的请另写一份记录。`,
  noRoom: "本站暂时收不下照片，请告诉管理员。记录没有保存。",
};

export const PHOTO_PROBLEMS = {
  tooMany: `一份记录最多${PHOTO_LIMITS.photos}张照片，其余的请另写一份记录。`,
  interrupted: EVIDENCE_PROBLEMS.interrupted,
  noSuchMachine: "这张照片写着属于某台设备，记录里没有写那台设备。请补写，或者放到现场照片里。",
} as const;

/** The field for photographs of the whole place. */
export const PHOTO_FIELD = "photos";

/** The field for photographs of one machine of the record or the form, counted from 0. */
export function machinePhotoField(machine: number): string {
  return `machines.${machine}.${PHOTO_FIELD}`;
}

/** Which machine the photographs of a field show; null for the whole place, undefined for no such field. */
export function machineOfPhotoField(field: string): number | null | undefined {
  if (field === PHOTO_FIELD) return null;
  const machine = /^machines\.(\d{1,2})\.photos$/.exec(field)?.[1];
  return machine === undefined ? undefined : Number(machine);
}

/** A photograph as the desks of its tip see it. */
export interface VerificationPhoto extends EvidenceView {
  /** From 1, among all photographs of the tip. */
  number: number;
  /** Place of the machine in its record, from 0; null where it shows the whole place. */
  machine: number | null;
  /** As the camera wrote it, without a time zone. */
  takenAt: string | null;
}

/** A photograph of a record that was refused, kept until it is mended. */
export interface DraftPhoto {
  /** In which it was sent. */
  field: string;
  bytes: number;
  /** As the camera wrote it, without a time zone. */
  takenAt: string | null;
}

/** More photographs than one record takes, or too many bytes of them. */
export function problemsOfAmount(photos: readonly { sealed: { bytes: number } }[]): Problem[] {
  const bytes = photos.reduce((sum, { sealed }) => sum + sealed.bytes, 0);
  return [
    ...(photos.length > PHOTO_LIMITS.photos ? [PHOTO_PROBLEMS.tooMany] : []),
    ...(bytes > PHOTO_LIMITS.bytes ? [PHOTO_RULES.tooMuch] : []),
  ].map((message) => ({ field: PHOTO_FIELD, message }));
}

/** Photographs of machines that the record does not name. */
export function problemsOfPhotos(
  photos: readonly { field: string; machine: number | null }[],
  machines: number,
): Problem[] {
  return photos
    .filter(({ machine }) => machine !== null && machine >= machines)
    .map(({ field }) => ({ field, message: PHOTO_PROBLEMS.noSuchMachine }));
}
