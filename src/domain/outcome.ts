import { z } from "zod";
import { type CalendarDate, calendarDate } from "./calendar-date.ts";
import { id, line, paragraph } from "./text.ts";
import { FINDINGS, type Finding } from "./tip-status.ts";

/** What a version of an outcome does. Nothing is overwritten: a change is a new version. */
export const OUTCOME_CHANGES = [
  { id: "disclosed", name: "公开" },
  { id: "withdrawn", name: "撤下" },
] as const;
export type OutcomeChange = (typeof OUTCOME_CHANGES)[number]["id"];

/** What became public of a tip: nothing of what it says, who sent it, or under which number. */
export const outcomeVersion = z
  .strictObject({
    version: z.int().positive(),
    change: z.enum(OUTCOME_CHANGES.map((row) => row.id) as [OutcomeChange, ...OutcomeChange[]]),
    on: calendarDate,
    reason: line.optional().describe("Why it was withdrawn"),
  })
  .refine((row) => (row.change === "disclosed") === (row.version === 1), {
    path: ["change"],
    message: "第1版是公开（disclosed），以后的版本是撤下（withdrawn）",
  })
  .refine((row) => row.change !== "withdrawn" || row.reason !== undefined, {
    path: ["reason"],
    message: "撤下要写明理由（reason）",
  });

/** An entry of `content/outcomes/<jurisdiction>/<year>.yaml`, written by the console. */
export const outcome = z.strictObject({
  id: id.describe("Given once; not the reference of the tip and not made from it"),
  by: id.describe("Department that closed the tip"),
  category: id.describe("Tip category"),
  enterprise: id.optional(),
  listEntry: id.optional().describe("Row of a list that it is about"),
  finding: z.enum(FINDINGS.map((row) => row.id) as [Finding, ...Finding[]]),
  summary: paragraph.describe("What the tip was about, masked"),
  measure: paragraph.describe("What the department did"),
  sample: z.boolean().describe("True when it is about demonstration data"),
  versions: z.array(outcomeVersion).min(1, "至少有公开的那一版").max(2, "撤下以后不再改动"),
});
export type OutcomeVersion = z.infer<typeof outcomeVersion>;
export type OutcomeFacts = z.infer<typeof outcome>;
/** `content/outcomes/<jurisdiction>/<year>.yaml`: outcomes disclosed in that year. */
export const outcomes = z.array(outcome).min(1, "没有内容的文件请删去");

/** An outcome with the place whose folder it lies in. */
export interface Outcome extends OutcomeFacts {
  jurisdiction: string;
}

/** The day on which an outcome was disclosed. */
export function disclosedOn({ versions }: Pick<OutcomeFacts, "versions">): CalendarDate {
  return versions[0]?.on ?? "";
}

/** When and why an outcome was withdrawn; null while it is public. */
export function withdrawalOf({
  versions,
}: Pick<OutcomeFacts, "versions">): { on: CalendarDate; reason: string } | null {
  const last = versions.findLast(({ change }) => change === "withdrawn");
  return last === undefined ? null : { on: last.on, reason: last.reason ?? "" };
}

/** Where an outcome lies below the content folder. */
export function outcomesPath(jurisdiction: string, on: CalendarDate): string {
  return `outcomes/${jurisdiction}/${on.slice(0, 4)}.yaml`;
}
