import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { citations } from "./citation.ts";
import { id, line } from "./text.ts";

export const DEPARTMENT_LEVELS = [
  { id: "county", name: "县级" },
  { id: "city", name: "市（州）级" },
  { id: "province", name: "省级" },
  { id: "national", name: "国家级" },
] as const;
type DepartmentLevel = (typeof DEPARTMENT_LEVELS)[number]["id"];

export const DEPARTMENT_KINDS = [
  { id: "authority", name: "主管部门" },
  { id: "government", name: "人民政府" },
  { id: "zone-committee", name: "管委会" },
  { id: "leading-group-office", name: "领导小组办公室" },
  { id: "vertical", name: "垂直管理单位" },
  { id: "utility", name: "供电等企业" },
] as const;
type DepartmentKind = (typeof DEPARTMENT_KINDS)[number]["id"];

/** A name that a body had. Its id never changes. */
const formerName = z.strictObject({
  name: line.describe("As it was printed"),
  shortName: line,
  activeTo: calendarDate.describe("First day it no longer held"),
  cites: citations,
});

/** A name that a body has from a day on, entered as soon as it is decided. */
const laterName = z.strictObject({
  name: line.describe("As it is printed"),
  shortName: line,
  activeFrom: calendarDate.describe("First day it holds"),
  cites: citations,
});

/**
 * A body that publishes, answers for a matter, or receives tips (then it is a desk). One
 * that is dissolved stays in the list, so that its id answers for ever.
 */
export const department = z.strictObject({
  id,
  name: line.describe("Official name as printed"),
  shortName: line.describe("The short form the programme uses"),
  aliases: z.array(line).default([]).describe("Other names for the same body, as printed"),
  level: z.enum(
    DEPARTMENT_LEVELS.map((level) => level.id) as [DepartmentLevel, ...DepartmentLevel[]],
  ),
  kind: z.enum(DEPARTMENT_KINDS.map((kind) => kind.id) as [DepartmentKind, ...DepartmentKind[]]),
  area: z.string().optional().describe("Area id, for a body below the city"),
  superior: id.optional().describe("Department one level up; a tip about this one goes there"),
  note: line.optional(),
  formerNames: z.array(formerName).default([]).describe("Oldest first"),
  laterNames: z
    .array(laterName)
    .default([])
    .describe("Names it took or takes after `name`, each from its day; oldest first"),
  activeFrom: calendarDate.optional().describe("First day it stands, where it was set up since"),
  activeTo: calendarDate.optional().describe("First day it no longer stands"),
  successor: id.optional().describe("Department that takes over its work on that day"),
  cites: citations.optional().describe("Where it stands that it was set up or dissolved"),
});
export type Department = z.infer<typeof department>;

/** `content/jurisdictions/<id>/departments.yaml`. */
export const departments = z.array(department).min(1, "至少要有一个部门");
