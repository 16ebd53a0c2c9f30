/**
 * 举报办理状态. Who may move a tip from where to where, and what must be said with it. The steps of
 * 迪庆L135 (受理, 梳理甄别, 移交, 核查处理) are the fullest in the five programmes; a place without
 * screening simply never enters `screening`.
 */
export const TIP_STATUSES = [
  {
    id: "received",
    name: "已收到",
    meaning: "举报已经收到，等待受理部门查看。",
    isFinal: false,
  },
  {
    id: "screening",
    name: "梳理甄别",
    meaning: "受理部门正在核对这条线索归哪个部门负责。",
    isFinal: false,
  },
  {
    id: "transferred",
    name: "已移送",
    meaning: "已移送给承办部门，等待该部门受理。",
    isFinal: false,
  },
  { id: "admitted", name: "已受理", meaning: "承办部门已经受理，将安排核查。", isFinal: false },
  {
    id: "declined",
    name: "不予受理",
    meaning: "这条举报不予受理，理由和其他办理途径写在说明里。",
    isFinal: true,
  },
  {
    id: "returned",
    name: "已退回",
    meaning: "部门认为不归它负责，已退回重新分派。",
    isFinal: false,
  },
  { id: "checking", name: "核查中", meaning: "承办部门正在核查。", isFinal: false },
  { id: "handled", name: "已查处", meaning: "核查有了结论，并已依法处理。", isFinal: false },
  {
    id: "merged",
    name: "已并案",
    meaning: "与另一条举报反映的是同一件事，合并办理。",
    isFinal: true,
  },
  { id: "closed", name: "已办结", meaning: "办理结束，结果写在说明里。", isFinal: true },
] as const;
export type TipStatus = (typeof TIP_STATUSES)[number]["id"];

/** The acts of a desk, each an allowed edge. `mustExplain`: the reporter reads the reason. */
export const TIP_ACTS = [
  { act: "screen", name: "开始甄别", from: "received", to: "screening", mustExplain: false },
  { act: "admit", name: "受理", from: "received", to: "admitted", mustExplain: false },
  { act: "admit", name: "受理", from: "screening", to: "admitted", mustExplain: false },
  { act: "admit", name: "受理", from: "transferred", to: "admitted", mustExplain: false },
  { act: "decline", name: "不予受理", from: "received", to: "declined", mustExplain: true },
  { act: "decline", name: "不予受理", from: "screening", to: "declined", mustExplain: true },
  { act: "decline", name: "不予受理", from: "transferred", to: "declined", mustExplain: true },
  { act: "transfer", name: "移送", from: "received", to: "transferred", mustExplain: true },
  { act: "transfer", name: "移送", from: "screening", to: "transferred", mustExplain: true },
  { act: "transfer", name: "移送", from: "returned", to: "transferred", mustExplain: true },
  { act: "return", name: "退回", from: "transferred", to: "returned", mustExplain: true },
  { act: "check", name: "开始核查", from: "admitted", to: "checking", mustExplain: false },
  { act: "handle", name: "记录查处", from: "checking", to: "handled", mustExplain: true },
  { act: "merge", name: "并案", from: "received", to: "merged", mustExplain: true },
  { act: "merge", name: "并案", from: "screening", to: "merged", mustExplain: true },
  { act: "merge", name: "并案", from: "admitted", to: "merged", mustExplain: true },
  { act: "close", name: "办结", from: "checking", to: "closed", mustExplain: true },
  { act: "close", name: "办结", from: "handled", to: "closed", mustExplain: true },
] as const satisfies readonly {
  act: string;
  name: string;
  from: TipStatus;
  to: TipStatus;
  mustExplain: boolean;
}[];
export type TipAct = (typeof TIP_ACTS)[number]["act"];

/** The edge of an act from a status; undefined when the act is not lawful there. */
export function edgeOf(act: TipAct, from: TipStatus) {
  return TIP_ACTS.find((edge) => edge.act === act && edge.from === from);
}

/** The acts that are lawful in a status. */
export function lawfulActs(from: TipStatus) {
  return TIP_ACTS.filter((edge) => edge.from === from);
}

/** The table row of a status. */
export function tipStatusOf(status: TipStatus) {
  return TIP_STATUSES.find((entry) => entry.id === status) ?? TIP_STATUSES[0];
}
