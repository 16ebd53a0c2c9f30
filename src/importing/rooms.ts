import type { CalendarDate } from "#domain/calendar-date.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import { acceptanceOutcome } from "./acceptance-rows.ts";
import { enterpriseOutcome } from "./enterprise-rows.ts";
import type { ImportProblem, ImportTarget, RowAction, RowDifference } from "./import-draft.ts";
import { listOutcome } from "./list-rows.ts";
import { pledgeOutcome } from "./pledge-rows.ts";
import type { Register } from "./register.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import { sealingOutcome } from "./sealing-rows.ts";

/** What a row is held against, besides the register. */
export interface RoomContext {
  register: Register;
  /** Columns the sheet has. */
  columns: ReadonlySet<ImportFieldName>;
  rowSubject: "equipment" | "enterprise" | "matter";
  /** Published rows that a row of this file already continues, with the key of that row. */
  claimed: Map<string, string>;
  isPlan: boolean;
  today: CalendarDate;
}

/** What is to be done with a row, as far as nothing stands in the way. */
export interface RowOutcome {
  action: Exclude<RowAction, "held">;
  continues: string | null;
  differences: RowDifference[];
  problems: ImportProblem[];
}

export const ROOM_OUTCOMES: Readonly<
  Record<ImportTarget["room"], (row: ResolvedRow, context: RoomContext) => RowOutcome>
> = {
  lists: listOutcome,
  acceptances: acceptanceOutcome,
  sealings: sealingOutcome,
  pledges: pledgeOutcome,
  enterprises: enterpriseOutcome,
};
