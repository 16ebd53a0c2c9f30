import type { CalendarDate } from "./calendar-date.ts";
import type { Finding } from "./tip-status.ts";

/** An outcome as pages and data show it. Of a withdrawn one stay its id, the days and the reason. */
export interface OutcomeSheet {
  id: string;
  jurisdiction: string;
  jurisdictionName: string;
  disclosedOn: CalendarDate;
  by: string;
  byName: string;
  /** null once it was withdrawn. */
  told: ToldOutcome | null;
  withdrawnOn: CalendarDate | null;
  withdrawnReason: string | null;
  isSample: boolean;
}

/** What is said while it is public. */
export interface ToldOutcome {
  category: string;
  categoryName: string;
  finding: Finding;
  findingName: string;
  summary: string;
  measure: string;
  enterprise: string | null;
  enterpriseName: string | null;
  listEntry: string | null;
  /** Address of the list with the row; null without one. */
  listPath: string | null;
}
