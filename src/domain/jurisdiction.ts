import { z } from "zod";
import { citations, statement } from "./citation.ts";
import { id, line, lineOrUnsaid, paragraph } from "./text.ts";

export const JURISDICTION_LEVELS = [
  { id: "municipality", name: "直辖市" },
  { id: "prefecture-level-city", name: "地级市" },
  { id: "autonomous-prefecture", name: "自治州" },
] as const;
type JurisdictionLevel = (typeof JURISDICTION_LEVELS)[number]["id"];

/** How tips enter: each department, pushed to the one in charge, or screened centrally first. */
export const INTAKE_MODES = [
  { id: "direct", name: "各部门分别受理" },
  { id: "pushed", name: "按职责分工推送有关部门" },
  { id: "central", name: "集中受理、梳理甄别后移送" },
] as const;
type IntakeMode = (typeof INTAKE_MODES)[number]["id"];

export const intake = z
  .strictObject({
    mode: z.enum(INTAKE_MODES.map((mode) => mode.id) as [IntakeMode, ...IntakeMode[]]),
    screening: id.optional().describe("Department that screens, when intake is central"),
    text: line.describe("How it works here, in our words"),
    isTipMentioned: z.boolean().describe("Whether the programme speaks of tips at all"),
    cites: citations,
  })
  .refine((entry) => entry.mode !== "central" || entry.screening !== undefined, {
    path: ["screening"],
    message: "集中受理（central）要写明由哪个部门甄别（screening）",
  });

/** One place that publishes. `content/jurisdictions/<id>/jurisdiction.yaml`. */
export const jurisdiction = z.strictObject({
  id,
  name: line,
  shortName: line,
  level: z.enum(
    JURISDICTION_LEVELS.map((level) => level.id) as [JurisdictionLevel, ...JurisdictionLevel[]],
  ),
  code: z.string().regex(/^\d{6}$/, "要写六位行政区划代码，加引号"),
  province: z.strictObject({ code: z.string().regex(/^\d{6}$/), name: line }),
  referencePrefix: z
    .string()
    .regex(/^[A-Z]{2}$/, "两个大写字母，例如 AK")
    .describe("Prefix of tip references"),
  programme: id.describe("Document id of the programme in force"),
  planYear: z.int(),
  summary: paragraph.describe("What this programme is, for a citizen"),
  coordinator: id.describe(
    "Department that holds the programme together; tips nobody owns go there",
  ),
  supervisor: id.describe("Department a tip goes to when the coordinator must not see it"),
  filingsTo: statement.describe("To whom departments and counties report"),
  implementers: statement.describe(
    "Who carries it out locally, in the programme's own collective term",
  ),
  intake,
  creditPlatforms: z.array(statement).describe("Where credit information is published"),
  regionalPressure: z
    .array(statement)
    .describe("通报、约谈: pressure on slow regions, not on firms"),
  keyIndustries: z.array(
    z.strictObject({
      scope: line.describe("For which matter, e.g. 总体, 大气, 质量"),
      industries: z.array(id),
      isOpenEnded: z.boolean().describe("Whether places may widen it"),
      note: lineOrUnsaid,
      cites: citations,
    }),
  ),
  remarks: z.array(statement).default([]).describe("Other duties and traps worth showing"),
});
export type Jurisdiction = z.infer<typeof jurisdiction>;
