import { z } from "zod";
import { id, line } from "./text.ts";

/**
 * Where a fact stands. Every rule, duty, term and channel carries at least one, so that a reader
 * can check it; `isInferred` admits that the text leaves it open and we read it so.
 */
export const citation = z.strictObject({
  document: id.describe("Id of a document in documents.yaml"),
  where: line.describe("Chapter and paragraph as printed, e.g. 三、（四）"),
  line: z.int().positive().optional().describe("Line in the text copy the fact was drawn from"),
  quote: line
    .max(60, "引文最长60字；其余请用自己的话写")
    .optional()
    .describe("The exact words, only where they matter"),
  isInferred: z.boolean().optional().describe("True when the text leaves it open"),
  note: line.optional().describe("A trap, a fault of the print, or a later change"),
});
export type Citation = z.infer<typeof citation>;

/** At least one citation. */
export const citations = z.array(citation).min(1, "至少要有一条出处（cites）");

/** A fact in our own words with its citation. */
export const statement = z.strictObject({
  text: line.describe("The fact in our own words"),
  cites: citations,
});
export type Statement = z.infer<typeof statement>;
