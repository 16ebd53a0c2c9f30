import { listTipEvents } from "#db/queries/tip-events.ts";
import type { EvidenceView } from "#domain/evidence.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { sha256Of, unsealJson } from "#server/secrets/sealing.ts";
import { evidenceView } from "./evidence-file.ts";
import type { House } from "./house.ts";
import type { OpenTip } from "./open-tip.ts";
import { type EventNote, places, type TipBody } from "./tip-envelope.ts";
import { listTipFiles } from "./tip-evidence.ts";

/** What proves later that a tip was received, when, by whom, and with which words. */
export interface SignedReceipt {
  reference: string;
  /** Tip category. */
  category: string;
  receivedAt: string;
  /** The desks it was given to when it came, whatever became of it since. */
  desks: readonly RoutedDesk[];
  /** The evidence that came with the filing; what came later has receipts of its own. */
  attachments: readonly EvidenceView[];
  /** JSON of those desks, what was sent, and the hashes of evidence; without who sent it. */
  particulars: string;
  /** The words that are signed: reference, time, desks with their days, SHA-256 of `particulars`. */
  statement: string;
  /** Ed25519 over `statement` in UTF-8, base64. */
  signature: string;
  /** Which of the published keys signed it. */
  keyId: string;
}

/** Signs for an open tip; the same words every time it is asked for. */
export async function signReceipt(
  house: House,
  { tip, contentKey }: OpenTip,
): Promise<SignedReceipt> {
  const desks = await firstDesks(house, { tip, contentKey });
  const sent = unsealJson<TipBody>(contentKey, tip.sealedBody, places.body(tip.id));
  const { reference, receivedAt } = tip;
  const attachments = (await listTipFiles(house, { tip, contentKey }))
    .filter(({ at }) => at === receivedAt)
    .map(evidenceView);
  const particulars = JSON.stringify({
    desks,
    sent,
    ...(attachments.length > 0 ? { attachments } : {}),
  });
  const given = desks.map((desk) =>
    [desk.role, desk.department, desk.dueOn].filter(Boolean).join(":"),
  );
  const statement = [reference, receivedAt, ...given, `sha256:${sha256Of(particulars)}`].join(" ");
  const { sign, id } = house.keyring.signing;
  return {
    reference,
    category: tip.category,
    receivedAt,
    desks,
    attachments,
    particulars,
    statement,
    signature: sign(statement),
    keyId: id,
  };
}

async function firstDesks(house: House, { tip, contentKey }: OpenTip) {
  const [first] = await listTipEvents(house.db.read, tip.id);
  if (!first?.sealedNote) return [];
  const place = places.event(tip.id, first.act, first.at);
  return unsealJson<EventNote>(contentKey, first.sealedNote, place).decision?.desks ?? [];
}
