import { type Authorised, mayDoSomewhere, type Permission } from "./staff-role.ts";

/**
 * 工作台的页面. Who may open which page; whatever is not in this table is not there for anybody. A
 * page with a `label` stands in the navigation. Whether somebody may do an act on it, and at which
 * desk, is decided by the use case behind the act.
 */
export interface StaffPage {
  /** `[…]` stands for one step of the address. */
  path: string;
  /** Everybody; whoever has signed in; or who has one of these permissions somewhere. */
  access: "anyone" | "member" | readonly Permission[];
  label?: string;
  /** What it is for, for whoever has not been there yet. */
  about?: string;
}

export const STAFF_PAGES: readonly StaffPage[] = [
  { path: "/staff/sign-in/", access: "anyone" },
  { path: "/staff/sign-in/code/", access: "anyone" },
  { path: "/staff/sign-out/", access: "anyone" },
  { path: "/staff/signed-out/", access: "anyone" },
  { path: "/staff/invitation/", access: "anyone" },
  { path: "/staff/", access: "member", label: "首页" },
  {
    path: "/staff/tips/",
    access: ["readTip"],
    label: "举报",
    about: "本部门的举报：筛选、查找、成批办理",
  },
  { path: "/staff/tips/missing/", access: ["readTip"] },
  { path: "/staff/tips/[reference]/", access: ["readTip"] },
  { path: "/staff/tips/[reference]/verification/", access: ["readTip"] },
  { path: "/staff/tips/[reference]/disclosure/", access: ["disclose"] },
  {
    path: "/staff/outcomes/",
    access: ["disclose"],
    label: "公开结果",
    about: "已办结举报的结果：拟稿、复核、公开",
  },
  {
    path: "/staff/enter/",
    access: ["enterTip"],
    label: "登记",
    about: "把来电、来信、来访和其他平台转来的举报录进来",
  },
  {
    path: "/staff/identity/",
    access: ["allowIdentity"],
    label: "身份查看",
    about: "承办人申请看举报人姓名，在这里同意",
  },
  {
    path: "/staff/clocks/",
    access: ["readClocks"],
    label: "期限",
    about: "各部门快到期和已超期的举报",
  },
  {
    path: "/staff/publications/",
    access: ["prepareLists", "publish"],
    label: "名单公布",
    about: "上传表格、核对、送审、审核、公布",
  },
  { path: "/staff/publications/new/", access: ["prepareLists"] },
  { path: "/staff/publications/change/", access: ["prepareLists"] },
  { path: "/staff/publications/correct/", access: ["prepareLists"] },
  { path: "/staff/publications/[id]/", access: ["publish"] },
  {
    path: "/staff/notices/",
    access: ["prepareLists", "publish"],
    label: "公示异议",
    about: "公示期内收到的异议和答复情况",
  },
  {
    path: "/staff/desks/",
    access: ["manageDesk", "manageOffice", "manageMembers"],
    label: "部门钥匙",
    about: "谁能打开本部门的举报；交付和撤回钥匙",
  },
  { path: "/staff/desks/claim/", access: ["manageDesk", "manageOffice"] },
  {
    path: "/staff/desk-changes/",
    access: ["manageDesks"],
    label: "机构职责",
    about: "部门的设立、更名、合并、撤销，由谁牵头",
  },
  { path: "/staff/desk-changes/new/", access: ["manageDesks"] },
  { path: "/staff/desk-changes/rules/", access: ["manageDesks"] },
  { path: "/staff/desk-changes/[id]/", access: ["manageDesks"] },
  {
    path: "/staff/members/",
    access: ["manageMembers"],
    label: "成员",
    about: "邀请成员，安排岗位，停用账号",
  },
  { path: "/staff/members/[member]/", access: ["manageMembers"] },
  {
    path: "/staff/audit/",
    access: ["readAudit"],
    label: "操作记录",
    about: "谁在什么时候办了什么；看不到举报内容",
  },
  { path: "/staff/recovery/", access: "member" },
  {
    path: "/staff/account/",
    access: "member",
    label: "我的账号",
    about: "密码、验证器、备用码，登录的地方",
  },
];

/** The row of an address; undefined when the staff have no such page. */
export function staffPageOf(address: string): StaffPage | undefined {
  return STAFF_PAGES.find(({ path }) => patternOf(path).test(address));
}

/** Whether somebody, or nobody (null), may open a page. */
export function mayOpen(member: Authorised | null, { access }: StaffPage): boolean {
  if (access === "anyone") return true;
  if (member === null) return false;
  return access === "member" || access.some((permission) => mayDoSomewhere(member, permission));
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\[[^\]]+\]/g, "[^/]+")}$`);
}
