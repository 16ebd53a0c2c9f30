/**
 * 举报办理状态. The steps of 迪庆L135 (受理, 梳理甄别, 移交, 核查处理) are the fullest in the five
 * programmes; a place without screening simply never enters `screening`. What may follow what is in
 * `tip-act-table.ts`.
 */
export const TIP_STATUSES = [
  { id: "received", name: "已收到", meaning: "举报已经收到，等待受理部门查看。" },
  { id: "screening", name: "梳理甄别", meaning: "受理部门正在核对这条线索归哪个部门负责。" },
  { id: "transferred", name: "已移送", meaning: "已移送给承办部门，等待该部门受理。" },
  { id: "returned", name: "已退回", meaning: "部门认为不归它负责，已退回重新分派。" },
  { id: "escalated", name: "已上报", meaning: "已交给上一级部门，等待该部门受理。" },
  { id: "admitted", name: "已受理", meaning: "承办部门已经受理，将安排核查。" },
  { id: "verification", name: "核查中", meaning: "承办部门正在核查。" },
  { id: "found", name: "已有核查结论", meaning: "核查有了结论，接下来处理或者答复。" },
  { id: "handled", name: "已查处", meaning: "属实的部分已依法处理，接下来答复您。" },
  { id: "replied", name: "已答复", meaning: "承办部门已经答复，答复写在经过里。" },
  { id: "closed", name: "已办结", meaning: "办理结束，结果写在经过里。您可以要求重新办理一次。" },
  { id: "reopened", name: "重新办理", meaning: "这件举报已重新打开，将再次核查。" },
  {
    id: "declined",
    name: "不予受理",
    meaning: "这条举报不予受理，理由和其他办理途径写在经过里。您可以要求重新办理一次。",
  },
  {
    id: "merged",
    name: "已并案",
    meaning: "与另一件举报反映的是同一件事，合并办理。您的查询码仍然有效，办理结果也会显示在这里。",
  },
] as const;
export type TipStatus = (typeof TIP_STATUSES)[number]["id"];

/** Nothing more is to be done in these, unless the tip is opened again; no clock runs. */
export const ENDED_STATUSES: readonly TipStatus[] = ["closed", "declined", "merged"];
/** All others. */
export const OPEN_STATUSES: readonly TipStatus[] = TIP_STATUSES.map(({ id }) => id).filter(
  (id) => !ENDED_STATUSES.includes(id),
);

/** Whether nothing more is to be done, of a status as it is stored. */
export function isEnded(status: string): boolean {
  return ENDED_STATUSES.some((ended) => ended === status);
}

/** 核查结论. */
export const FINDINGS = [
  { id: "substantiated", name: "属实", isSubstantiated: true },
  { id: "partly", name: "部分属实", isSubstantiated: true },
  { id: "unsubstantiated", name: "不属实", isSubstantiated: false },
  { id: "unableToVerify", name: "无法核实", isSubstantiated: false },
] as const;
export type Finding = (typeof FINDINGS)[number]["id"];

/** The table row of a status. */
export function tipStatusOf(status: TipStatus) {
  return TIP_STATUSES.find((entry) => entry.id === status) ?? TIP_STATUSES[0];
}

/** The table row of a finding. */
export function findingOf(finding: Finding) {
  return FINDINGS.find((entry) => entry.id === finding) ?? FINDINGS[0];
}
