import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { id, line } from "./text.ts";

/** What an id was given to. */
export const LEDGER_KINDS = [
  "enterprise",
  "equipment",
  "list-entry",
  "announcement",
  "pledge",
  "acceptance",
  "record-batch",
  "outcome",
  "statement",
] as const;

/** A row of `content/ledger/<jurisdiction>.csv`: an id once given is never reused and never disappears. */
export const ledgerRow = z.strictObject({
  id,
  kind: z.enum(LEDGER_KINDS),
  givenOn: calendarDate,
  retiredOn: calendarDate.optional(),
  retiredReason: line.optional(),
});
export type LedgerRow = z.infer<typeof ledgerRow>;
