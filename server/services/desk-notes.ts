import { randomUUID } from "node:crypto";
import { insertDeskNote, listDeskNotes } from "#db/queries/desk-work.ts";
import { tipMessage } from "#domain/tip.ts";
import { sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { type Clerk, openAtDesk, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { places } from "./tip-envelope.ts";

/** What a desk wrote for itself; the reporter never reads it. */
export interface DeskNote {
  at: string;
  department: string;
  /** Member id. */
  author: string;
  text: string;
}

/** Keeps a note for the desks of a tip, under a key that the receipt does not open. */
export async function recordDeskNote(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ at: string }>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const parsed = tipMessage.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { tip, department, internalKey } = opened.value;
  if (internalKey === null) return refuse("conflict", [NO_NOTES]);
  const id = randomUUID();
  const at = house.now().toISOString();
  const sealedText = sealJson(internalKey, parsed.data, places.deskNote(tip.id, id));
  const row = { id, tipId: tip.id, at, department, author: clerk.id, sealedText };
  await house.db.tx((queries) => insertDeskNote(queries, row));
  return { value: { at } };
}

const NO_NOTES = {
  field: "text",
  message: "这件举报收到时还没有内部记录，不能补记。",
};

/** The notes of an opened tip, oldest first. */
export async function deskNotesOf(
  house: House,
  { tip, internalKey }: TipAtDesk,
): Promise<DeskNote[]> {
  if (internalKey === null) return [];
  const rows = await listDeskNotes(house.db.read, tip.id);
  return rows.map(({ id, at, department, author, sealedText }) => ({
    at,
    department,
    author,
    text: unsealJson<{ text: string }>(internalKey, sealedText, places.deskNote(tip.id, id)).text,
  }));
}
