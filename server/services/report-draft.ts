import { randomBytes } from "node:crypto";
import type { Queries } from "#db/database.ts";
import {
  deleteReportDraft,
  findReportDraft,
  insertReportDraft,
  updateReportDraft,
} from "#db/queries/report-drafts.ts";
import { DRAFT_MINUTES, type ReportDraft } from "#domain/report-draft.ts";
import type { ReportStep } from "#domain/report-journey.ts";
import { deriveKey, sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { deleteFile, type SealedFile } from "./evidence-file.ts";
import type { House } from "./house.ts";

/** A report being written, as it lies sealed under a key drawn from the reporter's cookie. */
export interface KeptDraft {
  answers: ReportDraft;
  /** The page to go on with. */
  step: ReportStep;
  files: readonly SealedFile[];
  /** The code of the tip, once it is sent; then nothing else is left of the draft. */
  receipt: string | null;
}

const DRAFT_PLACE = "report/draft";
/** Two pages of one reporter may write at once; more is a program. */
const ATTEMPTS = 8;

/** Begins a draft and gives its ticket, 256 random bits, which is kept in the cookie alone. */
export async function openDraft(house: House, draft: KeptDraft): Promise<string> {
  const ticket = randomBytes(32).toString("base64url");
  const { id, key } = keysOf(ticket);
  const row = { id, version: 1, sealedBody: sealJson(key, draft, DRAFT_PLACE) };
  await house.db.tx((queries) => insertReportDraft(queries, { ...row, expiresAt: expiry(house) }));
  return ticket;
}

/** The draft of a ticket; null when there is none, or no longer. */
export async function viewDraft(house: House, ticket: string): Promise<KeptDraft | null> {
  return (await find(house, ticket))?.draft ?? null;
}

/**
 * Changes a draft and gives it as it is then; null when there is none. When somebody else was
 * quicker, `change` is asked again. `besides` is written in the same transaction.
 */
export async function recordDraft(
  house: House,
  ticket: string,
  change: (draft: KeptDraft) => KeptDraft,
  besides: (queries: Queries, draftId: string) => Promise<void> = async () => {},
): Promise<KeptDraft | null> {
  const { id, key } = keysOf(ticket);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await find(house, ticket);
    if (found === null) return null;
    const draft = change(found.draft);
    const sealedBody = sealJson(key, draft, DRAFT_PLACE);
    const row = { id, version: found.version, sealedBody, expiresAt: expiry(house) };
    const isWritten = await house.db.tx(async (queries) => {
      if (!(await updateReportDraft(queries, row))) return false;
      await besides(queries, id);
      return true;
    });
    if (isWritten) return draft;
  }
  throw new Error("a draft is written by too many at once");
}

/** Ends a draft, with its files. */
export async function purgeDraft(house: House, ticket: string): Promise<void> {
  const { id } = keysOf(ticket);
  const files = await house.db.tx((queries) => deleteReportDraft(queries, id));
  for (const file of files) await deleteFile(house, file);
}

async function find(house: House, ticket: string) {
  const { id, key } = keysOf(ticket);
  const row = await findReportDraft(house.db.read, id, house.now().toISOString());
  if (row === undefined) return null;
  return { version: row.version, draft: unsealJson<KeptDraft>(key, row.sealedBody, DRAFT_PLACE) };
}

/** So much chance needs no slow hash; neither of the two leads to the other, or to the ticket. */
function keysOf(ticket: string) {
  const secret = Buffer.from(ticket.slice(0, 100));
  return {
    id: Buffer.from(deriveKey(secret, "draft id")).toString("hex"),
    key: deriveKey(secret, "draft key"),
  };
}

function expiry(house: House): string {
  return new Date(house.now().getTime() + DRAFT_MINUTES * 60_000).toISOString();
}
