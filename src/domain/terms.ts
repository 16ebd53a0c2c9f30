import { z } from "zod";
import { statement } from "./citation.ts";
import { acceptanceRules, closureRules, creditRules } from "./closure.ts";
import { rectificationTerm } from "./rectification.ts";

/** `content/jurisdictions/<id>/terms.yaml`: everything with a term or a condition. */
export const terms = z.strictObject({
  rectification: z.array(rectificationTerm),
  closure: closureRules.nullable().describe("null when the programme says nothing"),
  acceptance: acceptanceRules.nullable().describe("null when the programme says nothing"),
  credit: creditRules.nullable(),
  prices: z.array(statement).default([]).describe("Differential prices"),
  licences: z.array(statement).default([]).describe("Licences cancelled after closure"),
  penalties: z.array(statement).default([]).describe("Other penalties the programme names"),
});
export type Terms = z.infer<typeof terms>;
