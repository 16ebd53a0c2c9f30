/** What is searched for: one record is one row of a result. */

/** Each word of a question must lie within one text of one of these. */
export const FIELD_GROUPS = ["name", "code", "place", "about", "equipment", "capacity"] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

export const FACETS = ["jurisdiction", "listKind", "industry", "year", "state"] as const;
export type Facet = (typeof FACETS)[number];

/** In the order in which results stand that match equally well. */
export const RECORD_KINDS = ["enterprise", "announcement", "pledge", "list", "place"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * `fields` hold what a citizen may type, as it is shown:
 * - `name`: the enterprise's name first, then its former names; or the title of an announcement,
 *   the name of a list or a place
 * - `code`: unified social credit codes, announcement numbers, numbers of programmes
 * - `place`: one text from the province down to the county, such as 陕西省安康市汉滨区;
 *   pinyin initials are looked for in the place and then in the name
 * - `about`: industry, list kinds, years, titles, statuses, in words
 * - `equipment`: one text a machine or line, model and name, such as Φ2.2×7m球磨机
 * - `capacity`: capacities with unit and product, remarks
 *
 * `facets` hold codes, not words; the page has the labels. `date` is `YYYY-MM-DD`
 * (Asia/Shanghai) or empty.
 */
export interface SearchRecord {
  readonly id: string;
  readonly url: string;
  readonly kind: RecordKind;
  readonly date: string;
  readonly isSample: boolean;
  readonly fields: Readonly<Record<FieldGroup, readonly string[]>>;
  readonly facets: Readonly<Record<Facet, readonly string[]>>;
}
