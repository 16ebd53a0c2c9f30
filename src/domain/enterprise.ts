import { z } from "zod";
import { id, line } from "./text.ts";

/** A row of `content/enterprises/<jurisdiction>.csv`. Ids are given once; names and codes change. */
export const enterprise = z.strictObject({
  id,
  name: line,
  formerNames: z.array(line).describe("曾用名, oldest first"),
  formerIds: z.array(id).describe("Ids that were merged into this one"),
  creditCode: z
    .string()
    .regex(/^[0-9A-Z]{1,18}$/, "统一社会信用代码只有数字和大写字母")
    .optional(),
  area: z.string().describe("Area id"),
  address: line.optional(),
  industry: id,
});
export type Enterprise = z.infer<typeof enterprise>;
