import { z } from "zod";
import { type Grant, ROLE_SCOPES, STAFF_ROLES, type StaffRole, staffRoleOf } from "./staff-role.ts";

/** 成员状态。 Only an active member can sign in. */
export const MEMBER_STATES = [
  { id: "invited", name: "已邀请", meaning: "还没有用邀请码设置密码。" },
  {
    id: "confirming",
    name: "待确认",
    meaning: "重新设置了密码，要由另一位同事当面确认后才能登录。",
  },
  { id: "active", name: "在用", meaning: "可以登录。" },
  { id: "closed", name: "已停用", meaning: "不能登录，经办记录保留。" },
] as const;
export type MemberState = (typeof MEMBER_STATES)[number]["id"];

export const MEMBER_LIMITS = { account: 40, name: 40, factorName: 40 } as const;

export const account = z
  .string("请填写账号。")
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9.-]{2,39}$/, "账号用3至40个小写字母、数字、点或横线，以字母开头。");

export const memberName = z
  .string("请填写姓名。")
  .trim()
  .min(1, "请填写姓名。")
  .max(MEMBER_LIMITS.name, `姓名最多${MEMBER_LIMITS.name}个字。`);

const ROLE_IDS = STAFF_ROLES.map(({ id }) => id) as [StaffRole, ...StaffRole[]];

/** A role with the place it needs: no less, and no more. */
export const grant = z
  .strictObject({
    role: z.enum(ROLE_IDS, "请选择岗位。"),
    jurisdiction: z.string().optional(),
    department: z.string().optional(),
    area: z.string().optional(),
  })
  .check(({ value, issues }) => {
    for (const [field, message] of placeProblems(value)) {
      issues.push({ code: "custom", path: [field], message, input: undefined });
    }
  });

/** An invitation as it is filled in. */
export const invitationInput = z.strictObject({
  account,
  name: memberName,
  grants: z.array(grant, "岗位要写成列表。").max(20, "一次最多安排20个岗位。"),
});
export type InvitationInput = z.infer<typeof invitationInput>;

/** `部门负责人：市工信局（汉滨区）` without looking up names: the caller gives them. */
export function grantText(given: Grant, nameOf: (id: string) => string): string {
  const role = staffRoleOf(given.role)?.name ?? given.role;
  // The official name of a department names its place.
  const at = given.department ?? given.jurisdiction;
  const area = given.area === undefined ? "" : `（${nameOf(given.area)}）`;
  return at === undefined ? role : `${role}：${nameOf(at)}${area}`;
}

function placeProblems({ role, jurisdiction, department, area }: Grant): [string, string][] {
  const scope = staffRoleOf(role)?.scope ?? "house";
  const name = staffRoleOf(role)?.name ?? role;
  const scopeName = ROLE_SCOPES.find(({ id }) => id === scope)?.name ?? scope;
  const problems: [string, string][] = [];
  if (scope !== "house" && !jurisdiction) problems.push(["jurisdiction", `${name}要写明地区。`]);
  if (scope === "desk" && !department) problems.push(["department", `${name}要写明部门。`]);
  if (scope !== "desk" && department) {
    problems.push(["department", `${name}的范围是${scopeName}，不要写部门。`]);
  }
  if (scope === "house" && (jurisdiction || area)) {
    problems.push(["jurisdiction", `${name}的范围是${scopeName}，不要写地区。`]);
  }
  return problems;
}
