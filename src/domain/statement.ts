import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { id, line, paragraph } from "./text.ts";

/**
 * 企业声明: what an enterprise says of a record about it, in its own words, published beside the
 * record. `content/statements/<jurisdiction>/<id>.yaml`, written by the console.
 */
export const statement = z
  .strictObject({
    id,
    enterprise: id,
    record: id.describe("The record it is about: the enterprise, a row, a machine, a pledge"),
    statedOn: calendarDate.describe("Day the enterprise said it"),
    publishedOn: calendarDate,
    source: line.describe("Paper or page the words stand on"),
    text: paragraph.describe("The words of the enterprise"),
    withdrawal: z
      .strictObject({
        id: id.describe("Given to the withdrawal, in the ledger like every id"),
        on: calendarDate,
        reason: line,
        document: line.optional(),
      })
      .optional(),
    sample: z.boolean(),
  })
  .refine((entry) => !entry.withdrawal || entry.withdrawal.on >= entry.publishedOn, {
    path: ["withdrawal", "on"],
    message: "撤下不能早于公布",
  });
export type StatementFacts = z.infer<typeof statement>;

/** A statement with the place whose folder it lies in. */
export interface EnterpriseStatement extends StatementFacts {
  jurisdiction: string;
}

/** A statement as pages and data show it; of a withdrawn one not what it said. */
export interface StatementSheet {
  id: string;
  jurisdiction: string;
  enterprise: string;
  record: string;
  statedOn: string;
  publishedOn: string;
  source: string | null;
  text: string | null;
  withdrawnOn: string | null;
  withdrawnReason: string | null;
  isSample: boolean;
}
