import type { Aspect } from "./aspect.ts";
import type { CalendarDate } from "./calendar-date.ts";
import type { Capacity } from "./capacity.ts";
import type { EquipmentState } from "./equipment-state.ts";
import type { EntryChange, RectificationStanding } from "./list-entry.ts";
import type { RowCells } from "./printed-cell.ts";
import type { RowNotice } from "./public-notice.ts";

/** Rows on one page of a list. */
export const ROWS_PER_PAGE = 100;

/** A machine as a list row names it. */
export interface ListRowEquipment {
  id: string;
  label: string;
  state: EquipmentState;
}

/**
 * One row of a published list as the public reads it: the same object is a line of the table, of
 * `data.json`, `data.csv` and `data.xlsx`. `null` means that the source does not say it.
 */
export interface ListRow extends RowCells {
  entry: string;
  /** `<year>-<batch>` of the list it stands on. */
  batch: string;
  year: number;
  publishedOn: CalendarDate;
  publisher: string;
  documentNumber: string | null;
  change: EntryChange;
  changedOn: CalendarDate;
  changeReason: string | null;
  changeDocument: string | null;
  /** The public notice it stands in; null: it is final, as far as this list goes. */
  notice: RowNotice | null;
  enterprise: string | null;
  /** Today's name of the enterprise, or what the row is about. */
  name: string | null;
  /** The name in the source, only where it differs from today's. */
  printedName: string | null;
  creditCode: string | null;
  area: string | null;
  areaName: string | null;
  industry: string | null;
  industryName: string | null;
  equipment: ListRowEquipment[];
  capacities: Capacity[];
  /** As printed, where the register could not take it over: it names no product, say. */
  printedCapacity: string | null;
  aspects: Aspect[];
  ground: string | null;
  startedOn: CalendarDate | null;
  dueOn: CalendarDate | null;
  extendedTo: CalendarDate | null;
  metOn: CalendarDate | null;
  /** Worked out for the day the file was made; null for kinds of list without a term. */
  standing: RectificationStanding | null;
  /** Days to the last day of the term; negative when it has passed, null when it no longer runs. */
  daysLeft: number | null;
  remark: string | null;
  sheet: string | null;
  row: number | null;
  /** Invented, for demonstration. */
  isSample: boolean;
}

/** How a standing is said, and how its badge looks. */
export const RECTIFICATION_STANDINGS = [
  { id: "running", name: "整改期内", tone: "warning" },
  { id: "extended", name: "已延期", tone: "warning" },
  { id: "met", name: "整改完成", tone: "done" },
  { id: "overdue", name: "逾期未完成", tone: "danger" },
  { id: "no-term", name: "未公布期限", tone: "neutral" },
] as const satisfies readonly { id: RectificationStanding; name: string; tone: string }[];

/** The table row of a standing. */
export function standingOf(standing: RectificationStanding) {
  return (
    RECTIFICATION_STANDINGS.find((entry) => entry.id === standing) ?? RECTIFICATION_STANDINGS[4]
  );
}
