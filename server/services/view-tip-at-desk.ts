import { listTips } from "#db/queries/tips.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { lawfulActs, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import { type DeskOpener, openAtDesk } from "./desk.ts";
import type { House, Outcome } from "./house.ts";
import { courseOf, messagesOf, type TipMessageView, type TipStep } from "./open-tip.ts";
import { places, type TipBody, type TipIdentity } from "./tip-envelope.ts";

/** A line of the inbox: only what lies in the clear. */
export interface TipLine {
  reference: string;
  jurisdiction: string;
  category: string;
  status: TipStatus;
  receivedAt: string;
  isNamed: boolean;
}

export interface DeskView extends TipLine {
  body: TipBody;
  identity: TipIdentity | null;
  isWeaklyProven: boolean;
  steps: readonly TipStep[];
  desks: readonly RoutedDesk[];
  messages: readonly TipMessageView[];
  mayDo: readonly string[];
}

/** All tips, newest first, without opening any. */
export async function listTipLines(house: House): Promise<TipLine[]> {
  const rows = await listTips(house.db.read);
  return rows.map(({ reference, jurisdiction, category, status, receivedAt, isNamed }) => ({
    reference,
    jurisdiction,
    category,
    status: status as TipStatus,
    receivedAt,
    isNamed,
  }));
}

/** A tip with everything a desk needs, opened with the desk's key. */
export async function viewTipAtDesk(
  house: House,
  opener: DeskOpener,
  reference: string,
): Promise<Outcome<DeskView>> {
  const opened = await openAtDesk(house, opener, reference);
  if (!("value" in opened)) return opened;
  const { tip, contentKey, identityKey } = opened.value;
  const { jurisdiction, category, receivedAt, isNamed, isWeaklyProven } = tip;
  const status = tip.status as TipStatus;
  return {
    value: {
      reference: tip.reference,
      jurisdiction,
      category,
      status: tipStatusOf(status).id,
      receivedAt,
      isNamed,
      isWeaklyProven,
      body: unsealJson(contentKey, tip.sealedBody, places.body(tip.id)),
      identity:
        identityKey && tip.sealedIdentity
          ? unsealJson(identityKey, tip.sealedIdentity, places.identity(tip.id))
          : null,
      ...(await courseOf(house, opened.value)),
      messages: await messagesOf(house, opened.value),
      mayDo: lawfulActs(status).map((edge) => edge.act),
    },
  };
}
