/** A field of a row as it stands and as it would stand; null: nothing is said there. */
export interface ComparedField {
  name: string;
  /** `D5`; null where the file has no cell for it. */
  cell: string | null;
  before: string | null;
  after: string | null;
  isChanged: boolean;
}

/** A row of a draft beside what is published. */
export interface ComparedRow {
  /** 列入, 更正, 移出 …: what becomes of it. */
  act: string;
  name: string;
  /** Where it stands in the file, or its id where the file does not hold it any more. */
  place: string;
  reason: string | null;
  fields: ComparedField[];
}
