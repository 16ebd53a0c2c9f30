import { randomUUID } from "node:crypto";
import { deleteReportDraft } from "#db/queries/report-drafts.ts";
import { insertVerificationPhotos } from "#db/queries/verification-photos.ts";
import {
  insertVerificationRecord,
  listVerificationRecords,
} from "#db/queries/verification-records.ts";
import type { Problem } from "#domain/problem.ts";
import { type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import {
  problemsOfVerification,
  VERIFIED_IN,
  type Verification,
  verification,
} from "#domain/verification.ts";
import {
  problemsOfAmount,
  problemsOfPhotos,
  type VerificationPhoto,
} from "#domain/verification-photo.ts";
import { sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { type Clerk, openAtDesk, placeOf, type TipAtDesk } from "./desk.ts";
import { deleteFile } from "./evidence-file.ts";
import { type House, type Refusal, refuse } from "./house.ts";
import {
  type DraftOwner,
  findPhotoDraft,
  type PhotoDraft,
  recordPhotoDraft,
} from "./photo-draft.ts";
import { problemsOf } from "./problems-of.ts";
import { places } from "./tip-envelope.ts";
import { collectPhotos, photoRows, photosOf, photoView } from "./verification-photos.ts";

/** A record of a check on site, as the desks of a tip read it; the reporter never does. */
export interface VerificationRecord extends Verification {
  id: string;
  at: string;
  department: string;
  /** Member id. */
  author: string;
  photos: readonly VerificationPhoto[];
}

/** Takes a photograph from the field it was sent in. */
export type TakePhoto = (field: string, content: AsyncIterable<Uint8Array>) => Promise<void>;

/** What was sent beside the photographs. */
export interface SentRecord {
  /** Read as `verification`. */
  input: unknown;
  /** Which machine of the sender's each machine of the input is; absent: the same. */
  machines?: readonly number[];
  /** What went wrong on the way. */
  problems?: readonly Problem[];
  /** Photographs are kept for a form that is refused; absent: whoever sends still has them. */
  draft?: {
    /** The draft that the form came with; null for the first time. */
    id: string | null;
    /** Places in the draft of photographs that are not wanted any more. */
    dropped: readonly number[];
  };
}

/** Why a record was refused, and the draft with its photographs. */
export type RefusedRecord = Refusal & { draft?: PhotoDraft };

/**
 * Keeps what two inspectors saw on site, with their photographs, under a key that the receipt does
 * not open. `read` reads what is sent and hands on each photograph as it comes; it is not asked
 * where no record may be written. A refused record leaves no photograph behind, but those of a form
 * in its draft.
 */
export async function recordVerification(
  house: House,
  clerk: Clerk,
  reference: string,
  read: (take: TakePhoto) => Promise<SentRecord>,
): Promise<{ value: { at: string; photos: number } } | RefusedRecord> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { tip, department, internalKey } = opened.value;
  if (!clerk.may("handle", placeOf(tip, department))) return refuse("forbidden", [NOT_YOURS]);
  const status = tip.status as TipStatus;
  if (!VERIFIED_IN.includes(status)) return refuse("conflict", [notNow(status)]);
  if (internalKey === null) return refuse("conflict", [NO_RECORDS]);

  const taken = collectPhotos(house);
  const { input, machines, problems: onTheWay = [], draft } = await read(taken.take);
  const owner = { tipId: tip.id, internalKey, author: clerk.id };
  const { before, kept } = await photosInDraft(house, owner, draft);
  const all = [...kept, ...taken.photos];
  const photos = all.map((photo) => ({
    ...photo,
    machine: placeOfMachine(photo.machine, machines),
  }));
  const checked = check(house, input, photos);
  const tooMuch = problemsOfAmount(all);
  const problems = [...onTheWay, ...checked.problems, ...taken.problems, ...tooMuch];
  if (checked.record === null || problems.length > 0) {
    const isPhotosAlone = problems.length === taken.problems.length;
    const refusal = refuse((isPhotosAlone ? taken.refusals[0] : undefined) ?? "invalid", problems);
    if (draft !== undefined && tooMuch.length === 0)
      return { ...refusal, draft: await recordPhotoDraft(house, owner, all, before) };
    await taken.drop();
    if (draft === undefined) return refusal;
    return { ...refusal, draft: await recordPhotoDraft(house, owner, kept, before) };
  }

  const id = randomUUID();
  const at = house.now().toISOString();
  const sealedRecord = sealJson(internalKey, checked.record, places.verification(tip.id, id));
  const row = { id, tipId: tip.id, at, department, author: clerk.id, sealedRecord };
  const rows = photoRows({ tipId: tip.id, recordId: id, internalKey }, photos);
  const ended = await house.db.tx(async (queries) => {
    const files = before === null ? [] : await deleteReportDraft(queries, before.id);
    // Sent twice at once: the first took the photographs with it.
    if (before !== null && files.length === 0) return null;
    await insertVerificationRecord(queries, row);
    await insertVerificationPhotos(queries, tip.id, rows);
    return files;
  });
  if (ended === null) {
    await taken.drop();
    return refuse("conflict", [SENT_ALREADY]);
  }
  const inRecord = all.map(({ sealed }) => sealed.file);
  for (const file of ended.filter((one) => !inRecord.includes(one))) await deleteFile(house, file);
  return { value: { at, photos: rows.length } };
}

/** What is left of the draft that a form came with, and what of it goes into the record. */
async function photosInDraft(house: House, owner: DraftOwner, draft: SentRecord["draft"]) {
  const left = draft?.id ? await findPhotoDraft(house, owner, draft.id) : [];
  const kept = left.filter((_photo, place) => !draft?.dropped.includes(place));
  // A draft that is not the author's, or over, is nobody's to replace.
  return { before: draft?.id && left.length > 0 ? { id: draft.id, photos: left } : null, kept };
}

const SENT_ALREADY = { field: "place", message: "这份记录刚刚提交过，请回到举报的页面查看。" };

/** A record that came without photographs. */
export function recordAlone(input: unknown): () => Promise<SentRecord> {
  return async () => ({ input });
}

function check(
  house: House,
  input: unknown,
  photos: readonly { field: string; machine: number | null }[],
): { record: Verification | null; problems: Problem[] } {
  const parsed = verification.safeParse(input);
  if (!parsed.success) return { record: null, problems: problemsOf(parsed.error) };
  const problems = [
    ...problemsOfVerification(parsed.data, house.today()),
    ...problemsOfPhotos(photos, parsed.data.machines.length),
  ];
  return { record: parsed.data, problems };
}

/** The place in the record of a machine as the sender counts; beyond its end where it is not there. */
function placeOfMachine(machine: number | null, machines: readonly number[] | undefined) {
  if (machine === null || machines === undefined) return machine;
  const place = machines.indexOf(machine);
  return place === -1 ? machines.length : place;
}

const NOT_YOURS = { field: "place", message: "核查记录由经办的人填写。" };
const NO_RECORDS = {
  field: "place",
  message: "这件举报收到时还没有内部记录，不能补写核查记录。",
};

function notNow(status: TipStatus) {
  const names = VERIFIED_IN.map((known) => `“${tipStatusOf(known).name}”`).join("、");
  return {
    field: "place",
    message: `这件举报现在是“${tipStatusOf(status).name}”；${names}的时候才写核查记录。`,
  };
}

/** The records of an opened tip, oldest first. */
export async function verificationsOf(
  house: House,
  opened: TipAtDesk,
): Promise<VerificationRecord[]> {
  const { tip, internalKey } = opened;
  if (internalKey === null) return [];
  const photos = await photosOf(house, opened);
  const rows = await listVerificationRecords(house.db.read, tip.id);
  return rows.map(({ id, at, department, author, sealedRecord }) => ({
    id,
    at,
    department,
    author,
    ...unsealJson<Verification>(internalKey, sealedRecord, places.verification(tip.id, id)),
    photos: photos.filter(({ recordId }) => recordId === id).map(photoView),
  }));
}
