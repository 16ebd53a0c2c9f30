import { listMessages } from "#db/queries/messages.ts";
import { listTipEvents } from "#db/queries/tip-events.ts";
import { findTipByReceipt, listKeysOfTip, type TipRow } from "#db/queries/tips.ts";
import { readReceipt } from "#domain/receipt.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type EventNote, places, receiptIndexOf, unsealKeyWithReceipt } from "./tip-envelope.ts";

/** A tip and the key that opens its content. */
export interface OpenTip {
  tip: TipRow;
  contentKey: Uint8Array;
}

export interface TipStep {
  at: string;
  status: TipStatus;
  /** Name of the status for people. */
  name: string;
  /** Department id, or `reporter`. */
  by: string;
  note: string | null;
}

export interface TipMessageView {
  at: string;
  from: "desk" | "reporter";
  /** Department id of a desk. */
  by: string | null;
  text: string;
}

/** Opens the tip of a receipt code, typed as people type it. */
export async function openByReceipt(house: House, typed: string): Promise<Outcome<OpenTip>> {
  const reading = readReceipt(typed);
  if ("problem" in reading) {
    return refuse("invalid", [{ field: "receipt", message: reading.problem }]);
  }
  const { receipt } = reading;
  const indexes = house.keyring.macKeys.map((macKey) => receiptIndexOf(macKey, receipt));
  const tip = await findTipByReceipt(house.db.read, indexes);
  const keys = tip === undefined ? [] : await listKeysOfTip(house.db.read, tip.id);
  const own = keys.find((key) => key.holder === "receipt" && key.purpose === "content");
  if (tip === undefined || own === undefined) return refuse("not-found", [UNKNOWN_RECEIPT]);
  return { value: { tip, contentKey: unsealKeyWithReceipt(receipt, own.sealed, tip.id) } };
}

const UNKNOWN_RECEIPT = {
  field: "receipt",
  message: "没有这个查询码对应的举报。请对照回执再填一次；已满保存期限的举报也查不到。",
};

/** The course of an open tip: its steps, and the desks of the latest decision. */
export async function courseOf(house: House, { tip, contentKey }: OpenTip) {
  const events = await listTipEvents(house.db.read, tip.id);
  let desks: readonly RoutedDesk[] = [];
  const steps = events.map((event): TipStep => {
    const place = places.event(tip.id, event.act, event.at);
    const sealed = event.sealedNote;
    const { note, decision } = sealed ? unsealJson<EventNote>(contentKey, sealed, place) : {};
    if (decision !== undefined) desks = decision.desks;
    const status = tipStatusOf(event.status as TipStatus);
    return { at: event.at, status: status.id, name: status.name, by: event.by, note: note ?? null };
  });
  return { steps, desks };
}

/** The messages of an open tip, oldest first. */
export async function messagesOf(house: House, { tip, contentKey }: OpenTip) {
  const rows = await listMessages(house.db.read, tip.id);
  return rows.map((row): TipMessageView => {
    const { text } = unsealJson<{ text: string }>(
      contentKey,
      row.sealedText,
      places.message(tip.id, row.id),
    );
    return {
      at: row.at,
      from: row.from === "desk" ? "desk" : "reporter",
      by: row.department,
      text,
    };
  });
}
