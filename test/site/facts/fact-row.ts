/** A fact of a programme and the strings by which it is found on the built page. */
export interface FactRow {
  row: string;
  /** Where the fact stands in the collected facts of the field. */
  source: string;
  page: string;
  expects: string[];
}
