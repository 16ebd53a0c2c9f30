import { z } from "zod";
import { activePeriodFields } from "./calendar-date.ts";
import { id, line } from "./text.ts";

export const AREA_KINDS = [
  { id: "district", name: "区" },
  { id: "county", name: "县" },
  { id: "county-level-city", name: "县级市" },
  { id: "zone", name: "功能区" },
] as const;
type AreaKind = (typeof AREA_KINDS)[number]["id"];

/** A county, district or zone. Codes by GB/T 2260; a zone without one has an id of its own. */
export const area = z
  .strictObject({
    id: z.union([z.string().regex(/^\d{6}$/), id]).describe("Six-digit code, or an id for a zone"),
    name: line,
    kind: z.enum(AREA_KINDS.map((kind) => kind.id) as [AreaKind, ...AreaKind[]]),
    ...activePeriodFields,
    successors: z.array(z.string()).default([]).describe("Areas it became part of"),
    pinyin: line
      .optional()
      .describe("Where the usual reading of a character is wrong: 曾都 is zengdu"),
    source: line.describe("Where code and dates come from"),
    note: line.optional(),
  })
  .refine((entry) => entry.kind === "zone" || /^\d{6}$/.test(entry.id), {
    path: ["id"],
    message: "区、县、县级市要用六位行政区划代码（加引号），只有功能区可以用自己的编号",
  });
export type Area = z.infer<typeof area>;

/** `content/jurisdictions/<id>/areas.yaml`. */
export const areas = z.array(area);
