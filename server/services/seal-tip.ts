import { randomUUID } from "node:crypto";
import type { NewAttachment } from "#db/queries/attachments.ts";
import type { NoticeObjection } from "#db/queries/notice-objections.ts";
import type { NewTipEvent } from "#db/queries/tip-events.ts";
import type { NewTip } from "#db/queries/tips.ts";
import type { IntakeChannel } from "#domain/intake-channel.ts";
import { type RoutingDecision, receivingDesks } from "#domain/routing.ts";
import { newKey, sealJson, sizeClassOf } from "#server/secrets/sealing.ts";
import { deskKeyOf } from "./desk-keys.ts";
import type { SealedFile } from "./evidence-file.ts";
import type { House } from "./house.ts";
import type { ReadFiling } from "./read-filing.ts";
import { sealIdentity } from "./seal-identity.ts";
import {
  type EventNote,
  exclusionMacOf,
  places,
  receiptIndexOf,
  sealKeyToDesk,
  sealKeyToReceipt,
} from "./tip-envelope.ts";
import { attachmentOf } from "./tip-evidence.ts";

/** The rows of a tip, sealed; only its number is still to be given. */
export interface SealedTip extends Omit<NewTip, "tip"> {
  tip: Omit<NewTip["tip"], "reference">;
  event: NewTipEvent;
  attachments: readonly NewAttachment[];
  /** Where it is an objection: to which public notice. */
  objection: NoticeObjection | null;
}

/** What is sealed with a filing. */
export interface Sealing {
  isWeaklyProven: boolean;
  receipt: string;
  files?: readonly SealedFile[];
  /** Where a desk entered it for somebody: how it came, which desk, which member. */
  entered?: { channel: IntakeChannel; department: string; member: string } | null;
}

/** Seals a filing to its desks and its receipt, before any transaction begins. */
export async function sealTip(
  house: House,
  { filing, place, category, record }: ReadFiling,
  decision: RoutingDecision,
  { isWeaklyProven, receipt, files = [], entered = null }: Sealing,
): Promise<SealedTip> {
  const id = randomUUID();
  const at = house.now().toISOString();
  const { reporter, exclude, ...body } = filing;
  const contentKey = newKey();
  const internalKey = newKey();
  const sealedBody = sealJson(contentKey, body, places.body(id));
  const isNamed = reporter.as === "named";
  const receiving = receivingDesks(decision);
  const holders = await Promise.all(
    receiving.map(({ department }) => deskKeyOf(house, { jurisdiction: place.id, department })),
  );
  const note: EventNote = { decision };
  const [first] = holders;
  const identity =
    isNamed && first
      ? await sealIdentity(house, { id, jurisdiction: place.id }, reporter, first)
      : null;
  return {
    tip: {
      id,
      receiptIndex: receiptIndexOf(house.keyring.macKey, receipt),
      jurisdiction: place.id,
      category: filing.category,
      area: filing.area ?? null,
      isNamed,
      isWeaklyProven,
      channel: entered?.channel ?? null,
      status: "received",
      receivedAt: at,
      sizeClass: sizeClassOf(sealedBody),
      sealedBody,
      sealedIdentity: identity?.sealedIdentity ?? null,
    },
    desks: decision.desks.map((desk, order) => ({
      id: `${id}/${desk.role}/${desk.department}`,
      tipId: id,
      department: desk.department,
      role: desk.role,
      isReceiving: receiving.includes(desk),
      order,
    })),
    keys: [
      sealKeyToReceipt(receipt, contentKey, id),
      ...holders.map((holder) => sealKeyToDesk(holder, "content", contentKey, id)),
      // What desks write for themselves is for them alone; the receipt does not open it.
      ...holders.map((holder) => sealKeyToDesk(holder, "internal", internalKey, id)),
      ...(identity?.keys ?? []),
    ],
    exclusions: exclude.map((department) => ({
      id: randomUUID(),
      tipId: id,
      mac: exclusionMacOf(house.keyring.macKey, id, department),
    })),
    objection:
      record !== undefined && category.record === "open-notice"
        ? { tipId: id, jurisdiction: place.id, announcement: record.id }
        : null,
    attachments: files.map((file) => attachmentOf({ tipId: id, contentKey }, file, at)),
    event: {
      tipId: id,
      at,
      act: "submit",
      status: "received",
      by: entered?.department ?? "reporter",
      actor: entered?.member ?? "reporter",
      until: null,
      outcome: null,
      sealedNote: sealJson(contentKey, note, places.event(id, "submit", at)),
    },
  };
}
