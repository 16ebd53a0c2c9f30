import { z } from "zod";
import { id, line, paragraph } from "./text.ts";

/** `content/glossary.yaml`: the word in code, the word people read, and what it means. */
export const glossaryEntry = z.strictObject({
  id,
  term: line,
  code: line.describe("The English name used in code and API"),
  meaning: paragraph,
});
export type GlossaryEntry = z.infer<typeof glossaryEntry>;
export const glossary = z.array(glossaryEntry);
