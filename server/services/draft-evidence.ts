import { deleteDraftFiles, insertDraftFile } from "#db/queries/report-drafts.ts";
import { type EvidenceView, evidenceProblem, type Revealed } from "#domain/evidence.ts";
import { DRAFT_OVER } from "#domain/report-draft.ts";
import { deleteFile, evidenceView, receiveFile, type SealedFile } from "./evidence-file.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { roomLeft } from "./record-evidence.ts";
import { recordDraft, viewDraft } from "./report-draft.ts";

/** A file of a draft, as its reporter sees it. */
export interface DraftFile extends EvidenceView {
  file: string;
  revealed: Revealed | null;
  hasCopy: boolean;
}

/** Adds a file to a draft; the same file again is there once. */
export async function recordDraftFile(
  house: House,
  ticket: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Outcome<DraftFile>> {
  const draft = await viewDraft(house, ticket);
  if (draft === null || draft.receipt !== null) return refuse("not-found", [DRAFT_OVER]);
  const full = evidenceProblem(draft.files, 0);
  if (full !== null) return refuse("invalid", [full]);
  const received = await receiveFile(house, content, roomLeft(draft.files));
  if (!("value" in received)) return received;
  return await keep(house, ticket, received.value);
}

async function keep(house: House, ticket: string, added: SealedFile): Promise<Outcome<DraftFile>> {
  const { file, sha256, bytes } = added;
  const fits = (files: readonly SealedFile[]) =>
    evidenceProblem(files, bytes) === null && !files.some((kept) => kept.sha256 === sha256);
  const draft = await recordDraft(
    house,
    ticket,
    (found) => (fits(found.files) ? { ...found, files: [...found.files, added] } : found),
    // Known to the database before it is known not to fit: so the sweep finds it in any case.
    async (queries, draftId) => await insertDraftFile(queries, { file, draftId }),
  );
  if (draft?.files.some((kept) => kept.file === file)) return { value: draftFile(added) };
  await house.db.tx((queries) => deleteDraftFiles(queries, [file]));
  await deleteFile(house, file);
  if (draft === null) return refuse("not-found", [DRAFT_OVER]);
  const same = draft.files.find((kept) => kept.sha256 === sha256);
  if (same !== undefined) return { value: draftFile(same) };
  const problem = evidenceProblem(draft.files, bytes);
  return refuse("invalid", problem ? [problem] : []);
}

/** Takes a file out of a draft and destroys it. */
export async function withdrawDraftFile(house: House, ticket: string, file: string): Promise<void> {
  let isOwn = false;
  await recordDraft(
    house,
    ticket,
    (draft) => {
      isOwn = draft.files.some((kept) => kept.file === file);
      return { ...draft, files: draft.files.filter((kept) => kept.file !== file) };
    },
    async (queries) => {
      if (isOwn) await deleteDraftFiles(queries, [file]);
    },
  );
  if (isOwn) await deleteFile(house, file);
}

/** What the reporter sees of a file, without its keys. */
export function draftFile(sealed: SealedFile): DraftFile {
  const { file, revealed, copy } = sealed;
  return { ...evidenceView(sealed), file, revealed, hasCopy: copy !== null };
}
