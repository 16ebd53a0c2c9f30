import type { CalendarDate } from "./calendar-date.ts";
import type { KeepingReason, SealingFact } from "./closure.ts";
import type { EquipmentState } from "./equipment-state.ts";
import type { PledgeState } from "./pledge.ts";
import type { ValueSource } from "./printed-cell.ts";
import type { RecordCorrection } from "./record-correction.ts";
import type { RecordPicture } from "./record-picture.ts";
import type { RecordWithdrawal } from "./record-withdrawal.ts";

/** A machine under a pledge, with the days on which its four sealing facts were established. */
export interface PledgedMachine {
  id: string;
  label: string;
  state: EquipmentState;
  since: CalendarDate | null;
  sealing: Record<SealingFact, CalendarDate | null>;
  /** The last day each fact was established, even when a restart has undone it since. */
  established: Record<SealingFact, CalendarDate | null>;
}

/** What the programme of the place asks of a pledge; null where it has no rule on closing. */
export interface PledgeRules {
  isPledgeRequired: boolean;
  isProvincialNoticeRequired: boolean;
  isDismantleByRequired: boolean;
  dismantleByTerm: string | null;
}

/** Everything the register says about a pledge: its page and its data alike. */
export interface PledgeSheet {
  id: string;
  jurisdiction: string;
  jurisdictionName: string;
  enterprise: string;
  enterpriseName: string;
  signedBy: string;
  signedOn: CalendarDate;
  publishedOn: CalendarDate;
  machines: PledgedMachine[];
  reasonNotDismantled: KeepingReason;
  dismantleBy: CalendarDate | null;
  daysLeft: number | null;
  state: PledgeState;
  provincialNotice: { site: string; url: string | null; on: CalendarDate } | null;
  fulfilledOn: CalendarDate | null;
  breachedOn: CalendarDate | null;
  rules: PledgeRules | null;
  /** The cells its values were read from, where it came in a sheet. */
  sources: ValueSource[];
  /** The signed sheet, where it was scanned. */
  pictures: RecordPicture[];
  withdrawal: RecordWithdrawal | null;
  /** What was said otherwise before, the latest first. */
  corrections: RecordCorrection[];
  /** The promise itself, Markdown. */
  text: string;
  isSample: boolean;
  asOf: CalendarDate;
}
