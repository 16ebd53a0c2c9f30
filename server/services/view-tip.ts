import type { RoutedDesk } from "#domain/routed-desk.ts";
import { type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import type { House, Outcome } from "./house.ts";
import {
  courseOf,
  messagesOf,
  openByReceipt,
  type TipMessageView,
  type TipStep,
} from "./open-tip.ts";

/** What a reporter sees of the tip their receipt opens. */
export interface TipView {
  reference: string;
  jurisdiction: string;
  status: TipStatus;
  statusName: string;
  meaning: string;
  steps: readonly TipStep[];
  desks: readonly RoutedDesk[];
  messages: readonly TipMessageView[];
  attachments: readonly { sha256: string; bytes: number; type: string }[];
}

/** The state of a tip, by its receipt. */
export async function viewTip(house: House, receipt: string): Promise<Outcome<TipView>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const { tip } = opened.value;
  const status = tipStatusOf(tip.status as TipStatus);
  return {
    value: {
      reference: tip.reference,
      jurisdiction: tip.jurisdiction,
      status: status.id,
      statusName: status.name,
      meaning: status.meaning,
      ...(await courseOf(house, opened.value)),
      messages: await messagesOf(house, opened.value),
      attachments: [],
    },
  };
}
