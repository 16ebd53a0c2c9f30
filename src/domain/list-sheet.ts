import type { CalendarDate } from "./calendar-date.ts";
import type { Citation } from "./citation.ts";
import type { LIST_TONES, PublicationDuty } from "./list-kind.ts";
import type { ListRow } from "./list-row.ts";
import type { ListWords } from "./list-words.ts";

export type ListTone = (typeof LIST_TONES)[number];

/** A citation with the document it points at, ready to be read. */
export interface ReadableCitation extends Citation {
  title: string;
  number: string | null;
}

/** One publication of a list: a file of rows with its facts. */
export interface ListBatchSheet {
  id: string;
  year: number;
  title: string;
  publisher: string;
  publishedOn: CalendarDate;
  documentNumber: string | null;
  period: string | null;
  sourceFile: string;
  sha256: string | null;
  rowCount: number;
  displayUntil: CalendarDate | null;
  announcements: { id: string; title: string }[];
  isSample: boolean;
}

/** Everything a list page says, for one year or for all. */
export interface ListSheet {
  jurisdiction: string;
  jurisdictionName: string;
  kind: string;
  /** null: all years. */
  year: number | null;
  years: number[];
  path: string;
  name: string;
  /** 黄牌, 红牌: only where the programme prints it. */
  label: string | null;
  tone: ListTone;
  hasTerm: boolean;
  rowSubject: "equipment" | "enterprise" | "matter";
  /** What being on it means everywhere, and what it means here. */
  explanation: string;
  meaning: string;
  consequences: string | null;
  duty: Pick<PublicationDuty, "act" | "what" | "where" | "frequency"> & {
    publisher: string | null;
    cites: ReadableCitation[];
  };
  batches: ListBatchSheet[];
  rows: ListRow[];
  /** Rows that no longer stand on the list; withdrawn and expired ones name nobody. */
  tombstones: ListRow[];
  words: ListWords;
  areas: { id: string; name: string }[];
  industries: { id: string; name: string }[];
  isSample: boolean;
  /** The day standings were worked out for. */
  asOf: CalendarDate;
}
