import { z } from "zod";
import { line, lineOrUnsaid, paragraph } from "./text.ts";

/**
 * `content/site.yaml`: who runs this site. Official marks (国办发〔2017〕47号) are shown only when they
 * are given here; none is ever made up.
 */
export const site = z.strictObject({
  name: line,
  shortName: line,
  description: paragraph,
  organiser: lineOrUnsaid.describe("主办单位"),
  contact: lineOrUnsaid,
  siteIdCode: z
    .string()
    .regex(/^[0-9A-Z]{10}$/, "网站标识码为10位")
    .nullable(),
  icpNumber: lineOrUnsaid,
  policeNumber: lineOrUnsaid,
  leaveTo: z
    .strictObject({ name: line, url: z.url() })
    .describe("Where “leave now” on the report pages leads: a page that gives nothing away"),
  licence: z
    .strictObject({ id: line, name: line, url: z.url() })
    .describe("Licence of the open data"),
});
export type Site = z.infer<typeof site>;
