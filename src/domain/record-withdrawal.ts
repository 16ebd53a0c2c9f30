import { type CalendarDate, calendarDate } from "./calendar-date.ts";
import { line } from "./text.ts";

/** 撤销 of an acceptance or a pledge: it holds no more, and stays to be read with the reason. */
export const WITHDRAWAL_FIELDS = {
  withdrawnOn: calendarDate.optional().describe("撤销; absent while it holds"),
  withdrawnReason: line.optional(),
  withdrawnDocument: line.optional().describe("Document the withdrawal rests on"),
};

interface Withdrawable {
  withdrawnOn?: CalendarDate | undefined;
  withdrawnReason?: string | undefined;
  withdrawnDocument?: string | undefined;
}

/** When, why and by which document a record was withdrawn, as its page shows it. */
export interface RecordWithdrawal {
  on: CalendarDate;
  reason: string;
  document: string | null;
}

/** Whether anything may still rest on the record. */
export function isInForce({ withdrawnOn }: Withdrawable): boolean {
  return withdrawnOn === undefined;
}

/** Null while the record holds. */
export function withdrawalOf(record: Withdrawable): RecordWithdrawal | null {
  const { withdrawnOn: on, withdrawnReason: reason = "", withdrawnDocument: document } = record;
  return on === undefined ? null : { on, reason, document: document ?? null };
}

/** A day without a reason, or a reason without a day. */
export function isHalfWithdrawn({ withdrawnOn, withdrawnReason }: Withdrawable): boolean {
  return (withdrawnOn === undefined) !== (withdrawnReason === undefined);
}

export const HALF_WITHDRAWN = {
  path: ["withdrawnReason"],
  message: "撤销要写明日期和理由",
};
