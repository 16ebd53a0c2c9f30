import { z } from "zod";
import { citations, statement } from "./citation.ts";
import { line, lineOrUnsaid } from "./text.ts";

/** The four facts that make equipment sealed: 断水、断电、拆除动力装置、封存. All are needed. */
export const SEALING_FACTS = [
  { id: "waterCut", name: "断水" },
  { id: "powerCut", name: "断电" },
  { id: "driveRemoved", name: "拆除动力装置" },
  { id: "sealed", name: "封存主体设备" },
] as const;
export type SealingFact = (typeof SEALING_FACTS)[number]["id"];

/** Why main equipment may lawfully stand: four reasons of 工信部产业函〔2015〕97号, and reserve power. */
export const KEEPING_REASONS = [
  { id: "seized-or-frozen", name: "债权债务、抵押、破产等被查封、扣押、冻结" },
  { id: "state-asset-procedure", name: "国有资产处置程序未完" },
  { id: "heritage-or-tourism", name: "工业遗址保护或旅游开发" },
  { id: "other-lawful", name: "其他合规用途（如转产）" },
  { id: "emergency-reserve", name: "“关而不拆”转应急备用电源" },
] as const;
export type KeepingReason = (typeof KEEPING_REASONS)[number]["id"];
export const keepingReason = z.enum(
  KEEPING_REASONS.map((reason) => reason.id) as [KeepingReason, ...KeepingReason[]],
);

/** How equipment leaves in this jurisdiction. */
export const closureRules = z.strictObject({
  whenDismantlable: lineOrUnsaid,
  whenNotDismantlable: lineOrUnsaid,
  sealingFacts: z.array(z.enum(SEALING_FACTS.map((f) => f.id) as [SealingFact, ...SealingFact[]])),
  isPledgeRequired: z.boolean(),
  isProvincialNoticeRequired: z.boolean(),
  isDismantleByRequired: z.boolean(),
  dismantleByTerm: lineOrUnsaid.describe("The number, where one is printed"),
  whoCuts: lineOrUnsaid.describe("Who cuts water and power"),
  coalPower: z.array(line).default([]).describe("Lawful ways for coal power units"),
  monitoring: lineOrUnsaid.describe("复查、回头看、抽查"),
  cites: citations,
});

export const ACCEPTANCE_LEVELS = [
  { id: "county", name: "县（市、区）" },
  { id: "city", name: "市（州）" },
  { id: "province", name: "省（区、市）" },
] as const;
export type AcceptanceLevel = (typeof ACCEPTANCE_LEVELS)[number]["id"];
export const acceptanceLevel = z.enum(
  ACCEPTANCE_LEVELS.map((level) => level.id) as [AcceptanceLevel, ...AcceptanceLevel[]],
);

/** Which inspections an exit needs before it may be announced. */
export const acceptanceRules = z.strictObject({
  requiredLevels: z
    .array(acceptanceLevel)
    .describe("Every one of these must have passed; each its own plan where isParallel"),
  optionalLevels: z.array(acceptanceLevel).default([]).describe("Where needed or asked for"),
  isParallel: z.boolean().describe("Whether each body accepts its own plan, side by side"),
  text: lineOrUnsaid,
  form: lineOrUnsaid.describe("Form used"),
  needsPhotos: z.boolean().describe("Pictures before, during and after are required"),
  opinionMustState: z.array(line).default([]),
  cites: citations,
});

/** Consequences for credit: who is reached, and in which fields. */
export const creditRules = z.strictObject({
  trigger: lineOrUnsaid.describe("Who is reached; not every list, not everywhere"),
  platform: lineOrUnsaid,
  fields: z.array(line),
  measures: z.array(statement).default([]),
  cites: z.array(citations.element),
});
