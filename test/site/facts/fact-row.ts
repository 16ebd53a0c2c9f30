/** One fact row of the domain description, and where a built page must show it. */
export interface FactRow {
  /** What the row says, as a sentence or heading a clerk recognises. */
  row: string;
  /** Where the row stands, e.g. §1.1(a) AK-P1. */
  source: string;
  /** Path of the page, e.g. /jurisdictions/ankang/ */
  page: string;
  /** Short distinctive strings the text of that page must contain. */
  expects: string[];
}
