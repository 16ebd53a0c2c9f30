import { z } from "zod";
import { calendarDate, isCalendarDate } from "./calendar-date.ts";
import { chosen, idIn, orNothing, words } from "./change-fields.ts";
import { DEPARTMENT_KINDS, DEPARTMENT_LEVELS } from "./department.ts";
import { ruleItems } from "./rule-item.ts";
import { id } from "./text.ts";

/** 机构职责调整. What may be changed of departments and of who answers for what. */
export const DESK_CHANGES = [
  { id: "make", name: "设立部门" },
  { id: "rename", name: "部门更名" },
  { id: "dissolve", name: "撤销或合并部门" },
  { id: "assign", name: "一条分工换部门" },
  { id: "divide", name: "重新划分职责分工" },
] as const;
export type DeskChangeKind = (typeof DESK_CHANGES)[number]["id"];

/** How far a change has come. */
export const DESK_CHANGE_STAGES = [
  { id: "submitted", name: "等待另一人审核", tone: "warning" },
  { id: "admitted", name: "已同意，还没有写入", tone: "warning" },
  { id: "written", name: "已写入公开内容", tone: "done" },
  { id: "declined", name: "已退回", tone: "neutral" },
] as const;
export type DeskChangeStage = (typeof DESK_CHANGE_STAGES)[number]["id"];

/** Where it stands that it is so; a document that the register does not know yet comes along. */
const basis = {
  from: z.string("请填写从哪天起。").refine(isCalendarDate, "请填写从哪天起，例如 2027-01-01。"),
  document: orNothing(id),
  newDocument: orNothing(
    z.strictObject({
      title: words("文件标题", 200),
      number: orNothing(words("文号")),
      issuer: words("印发单位"),
      issuedOn: orNothing(calendarDate),
    }),
  ),
  where: words("在文件的哪一处"),
};
const of = { jurisdiction: chosen("地区") };

/** What somebody proposes. `from`: the first day it holds, Shanghai. */
export const deskChange = z
  .discriminatedUnion(
    "kind",
    [
      z.strictObject({
        kind: z.literal("make"),
        ...of,
        name: words("全称"),
        shortName: words("简称"),
        id: words("编号").pipe(id),
        level: idIn(DEPARTMENT_LEVELS, "请选层级。"),
        type: idIn(DEPARTMENT_KINDS, "请选性质。"),
        area: orNothing(z.string()),
        superior: chosen("上级部门"),
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("rename"),
        ...of,
        department: chosen("哪个部门更名"),
        name: words("新的全称"),
        shortName: words("新的简称"),
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("dissolve"),
        ...of,
        departments: z.array(chosen("部门")).min(1, "请选要撤销的部门；合并的选两个以上。"),
        successor: chosen("由哪个部门接手"),
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("assign"),
        ...of,
        rule: chosen("哪一条分工"),
        leads: z.array(chosen("部门")).min(1, "请选由谁主办。"),
        supporting: z.array(chosen("部门")).default([]),
        ...basis,
      }),
      z.strictObject({
        kind: z.literal("divide"),
        ...of,
        items: ruleItems,
        /** The document names nobody for some matter, and whoever proposes knows it. */
        isSilent: z.boolean().default(false),
        ...basis,
      }),
    ],
    "请选要办哪一种。",
  )
  .refine(({ document, newDocument }) => isGiven(document) !== isGiven(newDocument), {
    path: ["document"],
    message: "请选一份已登记的文件，或者填写新文件，两样只用一样。",
    // Said along with what else is wrong, not only once all of that is mended.
    when: ({ value }) => typeof value === "object" && value !== null,
  });
export type DeskChange = z.infer<typeof deskChange>;

/** Whether two changes are of one kind about the same department or rule: one of them is too many. */
export function concernSame(one: DeskChange, other: DeskChange): boolean {
  const matters = mattersOf(other);
  return (
    one.jurisdiction === other.jurisdiction &&
    mattersOf(one).some((matter) => matters.includes(matter))
  );
}

function mattersOf(change: DeskChange): readonly string[] {
  switch (change.kind) {
    case "assign":
      return [`rule ${change.rule}`];
    case "divide":
      return change.items.flatMap((item) => (item.act === "add" ? [] : [`rule ${item.rule}`]));
    default:
      return departmentsOf(change).map((department) => `${change.kind} ${department}`);
  }
}

/** Before the fields are checked, what was left empty is an empty text. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "";
}

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
    case "divide":
      return [];
  }
}
