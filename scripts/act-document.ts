import { DESK_ROLES } from "#domain/routed-desk.ts";
import { PERMISSIONS } from "#domain/staff-role.ts";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import { findingOf, tipStatusOf } from "#domain/tip-status.ts";

export const ACT_FILE = "docs/tip-acts.md";

/** The table of acts as people read it: from where to where, who, with what, and what is told. */
export function actDocument(): string {
  const rows = TIP_ACTS.map((rule) =>
    [
      `\`${rule.act}\` ${rule.name}`,
      rule.from.map((status) => tipStatusOf(status).name).join("、"),
      rule.to === null ? "（不变）" : tipStatusOf(rule.to).name,
      rule.by.map(actorName).join("、"),
      rule.permission === null ? "" : permissionName(rule.permission),
      [...rule.needs, ...conditionsOf(rule)].join("、"),
      rule.tells,
    ].join(" | "),
  );
  return [
    "# Acts on a tip",
    "",
    "Written by `npm run docs:acts` from `src/domain/tip-act-table.ts`. No other edge is lawful: the API",
    "answers any other with 409 and names those that are.",
    "",
    "| act | from | to | by | permission | needs | what the reporter is told |",
    "|---|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
}

function actorName(actor: string): string {
  if (actor === "coordinator") return "统筹部门";
  if (actor === "disclosing") return "主办部门（在公开办理结果的页面上）";
  if (actor === "handingOver") return "撤销的部门（在部门页面上）";
  return DESK_ROLES.find(({ id }) => id === actor)?.name ?? "举报人";
}

function permissionName(permission: string): string {
  return PERMISSIONS.find(({ id }) => id === permission)?.name ?? permission;
}

function conditionsOf(rule: (typeof TIP_ACTS)[number]): string[] {
  return [
    ...("findings" in rule
      ? [`只在结论是${rule.findings.map((id) => findingOf(id).name).join("、")}时`]
      : []),
    ...("isOnce" in rule ? ["只有一次"] : []),
    ...("isForNamed" in rule ? ["只对实名举报"] : []),
    ...("isSecondPerson" in rule ? ["要由另一个人"] : []),
    ...("isForUnnamed" in rule ? ["只在还没有留姓名时"] : []),
  ];
}
