import type { Columns } from "../columns.ts";

/**
 * A draft of rows on its way to being public. Everything in it is meant for publication, so it lies
 * in the clear; restricted values of the spreadsheet never reach it.
 */
export const publications = (c: Columns) => ({
  id: c.text().primaryKey(),
  jurisdiction: c.text().notNull(),
  kind: c.text().notNull(),
  /** A code of `PUBLICATION_STAGES`. */
  stage: c.text().notNull(),
  /** `ImportDraft` and `PublicationFacts`, as JSON. */
  draft: c.text().notNull(),
  facts: c.text().notNull(),
  submittedBy: c.text().notNull(),
  submittedAt: c.text().notNull(),
  /** Not before this instant. */
  publishAt: c.text().notNull(),
  decidedBy: c.text(),
  decidedAt: c.text(),
  /** Why it was declined. */
  reason: c.text(),
  /**
   * Id of the announcement, or of the batch of records. Given when the writing begins, so that a
   * writing that broke off is known again.
   */
  announcement: c.text(),
  publishedAt: c.text(),
});
