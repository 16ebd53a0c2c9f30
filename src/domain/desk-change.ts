import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { DEPARTMENT_KINDS, DEPARTMENT_LEVELS } from "./department.ts";
import { id, line } from "./text.ts";

/** 机构职责调整. What may be changed of departments and of who answers for what. */
export const DESK_CHANGES = [
  { id: "make", name: "设立部门" },
  { id: "rename", name: "部门更名" },
  { id: "dissolve", name: "撤销或合并部门" },
  { id: "assign", name: "调整职责分工" },
] as const;
export type DeskChangeKind = (typeof DESK_CHANGES)[number]["id"];

/** How far a change has come. */
export const DESK_CHANGE_STAGES = [
  { id: "submitted", name: "等待另一人审核" },
  { id: "admitted", name: "已同意，还没有写入" },
  { id: "written", name: "已写入公开内容" },
  { id: "declined", name: "已退回" },
] as const;
export type DeskChangeStage = (typeof DESK_CHANGE_STAGES)[number]["id"];

const idIn = (table: readonly { id: string }[], message: string) =>
  z.enum(table.map((entry) => entry.id) as [string, ...string[]], message);
const chosen = z.string("请从列表里选。").min(1, "请从列表里选。");
const name = line.max(60, "最长60个字。");
/** Empty fields of a form count as not filled in. */
const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Where it stands that it is so; a document that the register does not know yet comes along. */
const basis = {
  from: calendarDate,
  document: orNothing(id),
  newDocument: orNothing(
    z.strictObject({
      title: name.max(200, "标题最长200个字。"),
      number: orNothing(name),
      issuer: name,
      issuedOn: orNothing(calendarDate),
    }),
  ),
  where: line.max(60, "最长60个字。"),
};
const of = { jurisdiction: chosen };

/** What somebody proposes. `from`: the first day it holds, Shanghai. */
export const deskChange = z
  .discriminatedUnion(
    "kind",
    [
      z.strictObject({
        kind: z.literal("make"),
        ...of,
        id,
        name,
        shortName: name,
        level: idIn(DEPARTMENT_LEVELS, "请选层级。"),
        type: idIn(DEPARTMENT_KINDS, "请选性质。"),
        area: orNothing(z.string()),
        superior: chosen,
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("rename"),
        ...of,
        department: chosen,
        name,
        shortName: name,
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("dissolve"),
        ...of,
        departments: z.array(chosen).min(1, "请选要撤销的部门；合并的选两个以上。"),
        successor: chosen,
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("assign"),
        ...of,
        rule: chosen,
        leads: z.array(chosen).min(1, "请选牵头的部门。"),
        supporting: z.array(chosen).default([]),
        ...basis,
      }),
    ],
    "请选要办哪一种。",
  )
  .refine(({ document, newDocument }) => (document === undefined) !== (newDocument === undefined), {
    path: ["document"],
    message: "请选一份已登记的文件，或者填写新文件，两样只用一样。",
  });
export type DeskChange = z.infer<typeof deskChange>;

/** The departments a change is about; none for one of who answers for what. */
export function departmentsOf(change: DeskChange): readonly string[] {
  switch (change.kind) {
    case "make":
      return [change.id];
    case "rename":
      return [change.department];
    case "dissolve":
      return change.departments;
    case "assign":
      return [];
  }
}
