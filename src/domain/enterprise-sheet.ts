import type { CalendarDate } from "./calendar-date.ts";
import type { Capacity } from "./capacity.ts";
import type { AcceptanceLevel, KeepingReason, SealingFact } from "./closure.ts";
import type { CreditCodeFault } from "./credit-code.ts";
import type { EquipmentEventKind, EquipmentState } from "./equipment-state.ts";
import type { EntryChange } from "./list-entry.ts";
import type { ListRow } from "./list-row.ts";
import type { ListTone } from "./list-sheet.ts";
import type { OutcomeSheet } from "./outcome-sheet.ts";
import type { PledgeSheet } from "./pledge-sheet.ts";
import type { ValueSource } from "./printed-cell.ts";
import type { RecordCorrection } from "./record-correction.ts";
import type { RecordPicture } from "./record-picture.ts";
import type { RecordWithdrawal } from "./record-withdrawal.ts";
import type { StatementSheet } from "./statement.ts";

/** Something that happened to a machine, and who says so. */
export interface EquipmentFact {
  event: EquipmentEventKind;
  on: CalendarDate;
  by: string;
  source: string;
  note: string | null;
}

/** One machine or production line with its state. State lives here, never on the enterprise. */
export interface EquipmentLine {
  id: string;
  label: string;
  isMain: boolean;
  capacity: Capacity | null;
  /** The line it was split from, when several alike parted ways. */
  splitFrom: string | null;
  /** The lines it was split into; its own state then no longer counts. */
  splitInto: string[];
  state: EquipmentState;
  since: CalendarDate | null;
  sealing: Record<SealingFact, CalendarDate | null>;
  keepingReason: KeepingReason | null;
  dismantleBy: CalendarDate | null;
  /** Days left to dismantle, negative when overdue; null when nothing is due any more. */
  daysLeft: number | null;
  facts: EquipmentFact[];
  /** The cells that name it and its capacity. */
  sources: ValueSource[];
}

/** A value of a row before and after a correction. */
export interface RowDifference {
  field: string;
  before: string;
  after: string;
}

/** What one version of a row did. */
export interface RowVersion {
  version: number;
  change: EntryChange;
  on: CalendarDate;
  reason: string | null;
  document: string | null;
  differences: RowDifference[];
}

/** A place on a list, with what the list means there. */
export interface Membership {
  listName: string;
  label: string | null;
  tone: ListTone;
  listPath: string;
  batchTitle: string;
  sourceFile: string;
  meaning: string;
  consequences: string | null;
  row: ListRow;
  versions: RowVersion[];
  isSample: boolean;
}

/** An inspection that looked whether the exit is real. */
export interface AcceptanceLine {
  id: string;
  level: AcceptanceLevel;
  by: string;
  on: CalendarDate;
  equipment: string[];
  isDismantled: boolean;
  canRestart: boolean;
  isPassed: boolean;
  photos: string[];
  /** Those that came along; a place may also keep its own. */
  pictures: RecordPicture[];
  source: string;
  /** The cells its values were read from, where it came in a sheet. */
  sources: ValueSource[];
  withdrawal: RecordWithdrawal | null;
}

/** One published thing about the enterprise, on its day. */
export interface TimelineEntry {
  on: CalendarDate;
  kind: "list" | "equipment" | "pledge" | "acceptance" | "announcement";
  title: string;
  detail: string | null;
  publisher: string | null;
  number: string | null;
  source: string | null;
  href: string | null;
}

/** Everything the register says about an enterprise: its page and its `data.json` alike. */
export interface EnterpriseSheet {
  id: string;
  name: string;
  formerNames: string[];
  formerIds: string[];
  creditCode: string | null;
  creditCodeFaults: CreditCodeFault[];
  jurisdiction: string;
  jurisdictionName: string;
  area: string;
  areaName: string;
  address: string | null;
  industry: string;
  industryName: string;
  /** The cells that name, code, area, address and industry were read from. */
  sources: Partial<Record<"name" | "creditCode" | "area" | "address" | "industry", ValueSource>>;
  equipment: EquipmentLine[];
  memberships: Membership[];
  pledges: PledgeSheet[];
  acceptances: AcceptanceLine[];
  outcomes: OutcomeSheet[];
  /** The words of the enterprise beside its records; withdrawn ones without them. */
  statements: (StatementSheet & { recordTitle: string })[];
  /** Of what is no row of a list: rows carry their own versions. */
  corrections: RecordCorrection[];
  announcements: { id: string; title: string; publishedOn: CalendarDate }[];
  timeline: TimelineEntry[];
  isSample: boolean;
  /** The day that states and days left were worked out for. */
  asOf: CalendarDate;
}
