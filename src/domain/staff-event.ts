/**
 * 账号与钥匙的操作记录。 What is written down about members, desks and keys. The desks concerned and
 * the auditor read it; it names people by id and never holds a secret.
 */
export const STAFF_ACTS = [
  { id: "invited", name: "发出邀请" },
  { id: "opened", name: "设置密码，启用账号" },
  { id: "reset", name: "发出重设密码的邀请" },
  { id: "reopened", name: "重设密码，等待确认" },
  { id: "confirmed", name: "确认重设密码的本人" },
  { id: "closed", name: "停用账号" },
  { id: "role-given", name: "安排岗位" },
  { id: "role-ended", name: "结束岗位" },
  { id: "signed-in", name: "登录" },
  { id: "signed-out", name: "退出" },
  { id: "session-ended", name: "结束另一处登录" },
  { id: "password-changed", name: "修改密码" },
  { id: "second-factor-failed", name: "密码正确，第二步验证失败" },
  { id: "factor-added", name: "增加第二步验证方式" },
  { id: "factor-removed", name: "移除第二步验证方式" },
  { id: "codes-renewed", name: "重新生成备用码" },
  { id: "code-used", name: "用备用码登录" },
  { id: "key-given", name: "向成员交付部门钥匙" },
  { id: "key-withdrawn", name: "撤回成员的部门钥匙" },
  { id: "key-renewed", name: "更换部门钥匙" },
  { id: "publication-submitted", name: "名单送审" },
  { id: "publication-admitted", name: "名单审核通过" },
  { id: "publication-declined", name: "名单退回" },
  { id: "published", name: "名单公布" },
  { id: "desk-change-submitted", name: "提出机构职责调整" },
  { id: "desk-change-admitted", name: "同意机构职责调整" },
  { id: "desk-change-declined", name: "退回机构职责调整" },
  { id: "recovery-used", name: "动用恢复口令" },
  { id: "recovery-refused", name: "恢复口令输错" },
  { id: "recovery-seen", name: "看到恢复口令的动用" },
] as const;
export type StaffAct = (typeof STAFF_ACTS)[number]["id"];

/** Who acted, where no member did. */
export const ACTOR_ON_CONSOLE = "console";
