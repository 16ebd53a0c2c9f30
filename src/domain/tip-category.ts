import { z } from "zod";
import { aspect } from "./aspect.ts";
import { activePeriodFields } from "./calendar-date.ts";
import { id, line, paragraph } from "./text.ts";

/** What may be reported. `content/tip-categories/<id>.yaml`; a new category is a file. */
export const tipCategory = z.strictObject({
  id,
  order: z.int().positive().describe("Place in the list a reporter chooses from"),
  label: line,
  help: paragraph.describe("Examples, in a citizen's words"),
  aspect,
  topic: id.optional().describe("Topic whose rule comes before the rule of the aspect"),
  fallbackAspects: z
    .array(aspect)
    .default([])
    .describe("Aspects whose leads answer when the local text is silent on the topic; first leads"),
  toSuperior: z
    .boolean()
    .default(false)
    .describe("About a department: goes to the coordinator or above"),
  kinds: z.array(z.strictObject({ id, label: line, help: line.optional() })).default([]),
  questions: z
    .array(z.strictObject({ id, label: line, help: line.optional() }))
    .default([])
    .describe("What else to ask; all optional"),
  ...activePeriodFields,
  source: line.describe("Where the category comes from"),
});
export type TipCategory = z.infer<typeof tipCategory>;
