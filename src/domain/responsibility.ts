import { z } from "zod";
import { aspect } from "./aspect.ts";
import { activePeriodFields } from "./calendar-date.ts";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

/** 负责 / 牵头 / 按职责分工负责: how several departments share one matter. */
export const RESPONSIBILITY_MODES = [
  { id: "responsible", name: "负责" },
  { id: "leading", name: "牵头" },
  { id: "by-division", name: "按职责分工负责" },
] as const;
type ResponsibilityMode = (typeof RESPONSIBILITY_MODES)[number]["id"];

/**
 * One rule of the responsibility matrix. Without topics it covers the whole aspect; with topics
 * only those, and it then comes before the rule of the aspect. Two rules that would answer the same
 * question on the same day are refused by the checker.
 */
export const responsibility = z.strictObject({
  id,
  aspect,
  topics: z.array(id).default([]).describe("Topic ids; empty means the whole aspect"),
  areas: z.array(z.string()).default([]).describe("Only in these areas; empty means everywhere"),
  industries: z.array(id).default([]).describe("Only in these industries; empty means all"),
  summary: line.describe("What the rule covers, in our words"),
  leads: z.array(id).describe("In printed order; the first is the lead desk of a tip"),
  supporting: z.array(id).default([]),
  mode: z.enum(
    RESPONSIBILITY_MODES.map((mode) => mode.id) as [ResponsibilityMode, ...ResponsibilityMode[]],
  ),
  printedAs: lineOrUnsaid.describe("The words that assign the duty, when they matter"),
  isOpenEnded: z.boolean().describe("True for 「等部门」「及其他…部门」"),
  openEnd: line.optional().describe("The open end in words"),
  implementer: lineOrUnsaid.describe("Who carries it out locally, as the text says"),
  isManual: z.boolean().default(false).describe("True when a person must decide who leads"),
  isForTips: z.boolean().default(true).describe("False for funding, land and the like"),
  catalogueClauses: z
    .array(
      z.strictObject({
        catalogue: id.describe("Document id"),
        clause: line,
        isExcluded: z.boolean().default(false),
      }),
    )
    .default([])
    .describe("Clauses of a catalogue this rule names or leaves out"),
  ...activePeriodFields,
  cites: citations,
});
export type Responsibility = z.infer<typeof responsibility>;

/** `content/jurisdictions/<id>/responsibilities.yaml`. */
export const responsibilities = z.array(responsibility).min(1, "至少要有一条责任规则");

/** `content/topics.yaml`: the matters below an aspect. */
export const topics = z.array(z.strictObject({ id, name: line, explanation: line.optional() }));
export type Topic = z.infer<typeof topics>[number];
