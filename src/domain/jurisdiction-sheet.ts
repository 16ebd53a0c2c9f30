import type { Area } from "./area.ts";
import type { Channel } from "./channel.ts";
import type { Department } from "./department.ts";
import type { DocumentReference, PolicyDocument } from "./document.ts";
import type { DayBefore, DutyCalendarEntry } from "./duty-calendar.ts";
import type { Form } from "./form.ts";
import type { Jurisdiction } from "./jurisdiction.ts";
import type { ListKind, PublicationDuty, PublishedList } from "./list-kind.ts";
import type { Responsibility } from "./responsibility.ts";
import type { Terms } from "./terms.ts";

/** Codes of one place as people read them. */
export interface Names {
  department: (id: string) => string;
  area: (id: string) => string;
  industry: (id: string) => string;
  topic: (id: string) => string;
}

/** A list this place publishes, with what this site holds of it. */
export interface PublishedListRow extends PublishedList {
  tone: ListKind["tone"];
  /** How many batches are held here; 0 means none has been received. */
  batches: number;
  href: string;
}

/** A duty of the year with what its date shows when it is worked out; no date is ever moved. */
export interface DutyRow extends DutyCalendarEntry {
  dueOn: string | null;
  /** Whether a 「…日前」 includes the day, with the ground. */
  reading: DayBefore | undefined;
  warnings: string[];
}

/** A document with the way the programme cites it; `reference` is absent for its own papers. */
export interface DocumentRow {
  document: PolicyDocument;
  reference?: DocumentReference | undefined;
}

/** Tips overdue at the end of a month, in words: 0, 5至9 or 不公布. */
export interface OverdueTips {
  /** `2026-10`. */
  month: string;
  isSample: boolean;
  /** In the whole place. */
  text: string;
  /** Desks that had none are left out. */
  desks: readonly { name: string; text: string }[];
}

/** Everything the page of one place shows. */
export interface JurisdictionSheet {
  facts: Jurisdiction;
  programme: PolicyDocument;
  /** The responsibilities of a past year's programme go on until another supersedes them. */
  isPlanYearOver: boolean;
  names: Names;
  /** Every document that may be cited. */
  documents: ReadonlyMap<string, PolicyDocument>;
  responsibilities: readonly Responsibility[];
  duties: readonly PublicationDuty[];
  lists: readonly PublishedListRow[];
  terms: Terms;
  calendar: readonly DutyRow[];
  channels: readonly Channel[];
  departments: readonly Department[];
  areas: readonly Area[];
  forms: readonly Form[];
  documentRows: readonly DocumentRow[];
  /** At the end of the last month of which figures are published; null before any are. */
  overdueTips: OverdueTips | null;
}
