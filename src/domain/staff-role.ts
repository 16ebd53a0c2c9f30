/**
 * 岗位与权限. What staff may do, as two tables: permissions, and the roles that hold them. A role is
 * granted at a desk, in a jurisdiction or for the whole house, and may be narrowed to an area.
 * Whether somebody can open a tip is not decided here alone: that also takes a desk's key.
 */
export const PERMISSIONS = [
  { id: "readTip", name: "阅看本部门的举报内容" },
  { id: "enterTip", name: "登记来电、来信、来访的举报" },
  { id: "triage", name: "受理、不予受理、移送、退回" },
  { id: "handle", name: "核查、查处、答复举报人" },
  { id: "close", name: "办结、并案、延期" },
  { id: "openIdentity", name: "经统筹员同意后查看举报人身份" },
  { id: "allowIdentity", name: "同意部门负责人查看举报人身份" },
  { id: "disclose", name: "提出或同意公开办理结果" },
  { id: "manageDesk", name: "向本部门成员交付钥匙、撤回钥匙" },
  { id: "manageOffice", name: "向其他统筹员交付统筹钥匙、撤回钥匙" },
  { id: "readClocks", name: "查看办理状态和期限" },
  { id: "supervise", name: "督办，决定多次退回的举报归谁" },
  { id: "oversee", name: "统筹部门回避或者自己承办时，代为督办" },
  { id: "prepareLists", name: "导入名单，拟发公告" },
  { id: "publish", name: "审核并发布名单、公告" },
  { id: "readAudit", name: "查阅操作记录" },
  { id: "manageMembers", name: "邀请成员，安排岗位，停用账号" },
  { id: "manageDesks", name: "提出、审核机构职责调整：设立、更名、合并、撤销部门，调整分工" },
] as const;
export type Permission = (typeof PERMISSIONS)[number]["id"];

/** How wide a role is granted. */
export const ROLE_SCOPES = [
  { id: "desk", name: "一个部门" },
  { id: "jurisdiction", name: "一个地区" },
  { id: "house", name: "全系统" },
] as const;
export type RoleScope = (typeof ROLE_SCOPES)[number]["id"];

export const STAFF_ROLES = [
  {
    id: "intake",
    name: "受理员",
    meaning: "登记和受理本部门的举报，决定不予受理、移送或者退回。",
    scope: "desk",
    permissions: ["readTip", "enterTip", "triage", "readClocks"],
  },
  {
    id: "handler",
    name: "承办人",
    meaning: "核查、处理本部门的举报，与举报人沟通。",
    scope: "desk",
    permissions: ["readTip", "enterTip", "handle", "readClocks"],
  },
  {
    id: "deskLead",
    name: "部门负责人",
    meaning: "除受理和承办外，可以办结、经统筹员同意后查看举报人身份，并管理本部门的钥匙。",
    scope: "desk",
    permissions: [
      "readTip",
      "enterTip",
      "triage",
      "handle",
      "close",
      "openIdentity",
      "disclose",
      "manageDesk",
      "readClocks",
      "oversee",
    ],
  },
  {
    id: "coordinator",
    name: "统筹员",
    meaning:
      "看得到本地区各部门的办理状态和期限，可以督办，决定部门能不能查看举报人身份，部门没有第二位负责人时看过文字后同意公开办理结果，提出或审核机构职责调整；看不到其他部门的举报内容，也看不到姓名。",
    scope: "jurisdiction",
    permissions: [
      "readClocks",
      "supervise",
      "disclose",
      "allowIdentity",
      "manageOffice",
      "manageDesks",
    ],
  },
  {
    id: "publisher",
    name: "发布员",
    meaning: "导入名单、拟发和审核公告；自己拟的由另一人审核。看不到举报内容。",
    scope: "jurisdiction",
    permissions: ["prepareLists", "publish"],
  },
  {
    id: "auditor",
    name: "审计员",
    meaning: "查阅操作记录；看不到举报内容。",
    scope: "house",
    permissions: ["readAudit"],
  },
  {
    id: "administrator",
    name: "系统管理员",
    meaning: "管理账号、岗位和部门；看不到举报内容，也不能替人交付部门钥匙。",
    scope: "house",
    permissions: ["manageMembers", "manageDesks"],
  },
] as const satisfies readonly {
  id: string;
  name: string;
  meaning: string;
  scope: RoleScope;
  permissions: readonly Permission[];
}[];
export type StaffRole = (typeof STAFF_ROLES)[number]["id"];

/** A role given to somebody, and where it counts. Absent means everywhere. */
export interface Grant {
  role: StaffRole;
  jurisdiction?: string | undefined;
  department?: string | undefined;
  /** Area id; the grant then counts for matters of this area alone. */
  area?: string | undefined;
}

/** Where something is: a desk (both), a jurisdiction, an area in it, or the whole house (none). */
export interface Place {
  jurisdiction?: string | undefined;
  department?: string | undefined;
  area?: string | undefined;
}

/** What is asked about somebody who signed in. */
export interface Authorised {
  grants: readonly Grant[];
}

/**
 * Whether somebody may do something at a place. A grant covers a place when everything the grant
 * names is the same there; so a grant for one area does not cover a matter without an area.
 */
export function mayDo(member: Authorised, permission: Permission, place: Place): boolean {
  return member.grants.some((grant) => gives(grant, permission) && covers(grant, place));
}

/** Whether somebody may do something anywhere at all: what navigation shows. */
export function mayDoSomewhere(member: Authorised, permission: Permission): boolean {
  return member.grants.some((grant) => gives(grant, permission));
}

/** A desk as far as somebody may do something there. */
export interface DeskScope {
  jurisdiction: string;
  department: string;
  /** Only for matters of these areas; absent: for all, those without an area among them. */
  areas?: readonly string[];
}

/** The desks at which somebody may do something, each once. */
export function desksWhere(member: Authorised, permission: Permission): DeskScope[] {
  const desks = new Map<string, DeskScope>();
  for (const grant of member.grants) {
    const { jurisdiction, department, area } = grant;
    if (jurisdiction === undefined || department === undefined) continue;
    if (!gives(grant, permission)) continue;
    const id = `${jurisdiction}/${department}`;
    const before = desks.get(id);
    const isWide = area === undefined || (before !== undefined && before.areas === undefined);
    const areas = isWide ? {} : { areas: [...(before?.areas ?? []), area] };
    desks.set(id, { jurisdiction, department, ...areas });
  }
  return [...desks.values()];
}

/** The jurisdictions in which somebody may do one of several things; null: in every one. */
export function placesWhere(
  member: Authorised,
  permissions: readonly Permission[],
): readonly string[] | null {
  const grants = member.grants.filter((grant) => permissions.some((one) => gives(grant, one)));
  const places = grants.flatMap(({ jurisdiction }) => jurisdiction ?? []);
  return places.length === grants.length ? [...new Set(places)] : null;
}

/** The table row of a role; undefined for a name that is none. */
export function staffRoleOf(role: string) {
  return STAFF_ROLES.find((entry) => entry.id === role);
}

/** Whether a role holds a permission, wherever it is granted. */
export function gives(grant: Pick<Grant, "role">, permission: Permission): boolean {
  const permissions: readonly Permission[] = staffRoleOf(grant.role)?.permissions ?? [];
  return permissions.includes(permission);
}

function covers(grant: Grant, place: Place): boolean {
  const named = ["jurisdiction", "department", "area"] as const;
  return named.every((name) => grant[name] === undefined || grant[name] === place[name]);
}
