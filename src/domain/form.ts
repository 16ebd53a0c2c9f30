import { z } from "zod";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

/** One column or field of an official form. Restricted fields are never published. */
export const formField = z.strictObject({
  name: line.describe("As printed"),
  group: line.optional(),
  unit: line.optional(),
  isRepeated: z.boolean().default(false).describe("Part of a row that repeats per machine"),
  isRestricted: z.boolean().default(false).describe("Phones, staff, debts: never public"),
  note: line.optional(),
});

/** An official form, attached to the programme or only named by it. */
export const form = z.strictObject({
  id,
  title: line,
  isAttached: z.boolean(),
  filledBy: lineOrUnsaid,
  head: z.array(line),
  fields: z.array(formField),
  note: lineOrUnsaid,
  cites: citations,
});
export type Form = z.infer<typeof form>;

/** `content/jurisdictions/<id>/forms.yaml`; an empty list when there is none. */
export const forms = z.array(form);
