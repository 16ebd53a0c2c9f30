import { IDENTITY_MINUTES } from "./identity-look.ts";
import type { DeskRole } from "./routed-desk.ts";
import type { Permission } from "./staff-role.ts";
import { FINDINGS, type Finding, TIP_STATUSES, type TipStatus } from "./tip-status.ts";

/** What an act must bring along: fields of `tipActInput`. */
export type ActNeed =
  | "note"
  | "ground"
  | "elsewhere"
  | "department"
  | "finding"
  | "checkedHow"
  | "checkedOn"
  | "measures"
  | "checklist"
  | "until"
  | "doneBy"
  | "into";
/**
 * Who does an act: a desk of the tip in this role, the reporter, or the coordinating body, which
 * sees where a tip stands and not what it says. `disclosing` is the desk in charge on the one page
 * where it makes an outcome public, `handingOver` a desk that hands on all it has to whoever took
 * its place: nowhere else can they do these acts.
 */
export type Actor = DeskRole | "reporter" | "coordinator" | "disclosing" | "handingOver";

/** What holds for an act. */
export interface ActRule {
  act: string;
  name: string;
  from: readonly TipStatus[];
  /** null: the status stays, the act is on record. */
  to: TipStatus | null;
  by: readonly Actor[];
  /** What a member of the desk must be allowed; null where only the reporter may. */
  permission: Permission | null;
  needs: readonly ActNeed[];
  /** Lawful only with such a finding. */
  findings?: readonly Finding[];
  /** Only one of a kind for a tip. */
  isOnce?: true;
  /** Only while the reporter has given no name. */
  isForUnnamed?: true;
  /** Only where the reporter has given a name. */
  isForNamed?: true;
  /** Not by whoever did what it answers. */
  isSecondPerson?: true;
  /** Not even where nobody else can be asked. */
  isNeverAlone?: true;
  /** Asked for where it is needed, not among the acts that move a tip. */
  hasOwnForm?: true;
  /** What the reporter is told. */
  tells: string;
}

/** With a desk that has not yet said whether it takes the tip on. */
const ARRIVED = ["received", "screening", "transferred", "escalated"] as const;
/** With a desk that has taken it on and not yet found anything. */
const UNDER_WAY = ["admitted", "verification", "reopened"] as const;
/** Where somebody may have to speak with the reporter. */
const NAME_MATTERS = [...ARRIVED, ...UNDER_WAY, "found", "handled", "replied", "closed"] as const;
const IN_CHARGE = ["screening", "lead"] as const;
const SUBSTANTIATED = FINDINGS.filter((entry) => entry.isSubstantiated).map(({ id }) => id);
const NOT_SUBSTANTIATED = FINDINGS.filter((entry) => !entry.isSubstantiated).map(({ id }) => id);

/**
 * Every act on a tip, and from where to where it leads. No other edge is lawful. That an extension
 * is given once is a default of this register, no programme says so (domain trap 4b.12); it counts
 * because the reporter reads its reason and its date in the same act.
 */
export const TIP_ACTS = [
  {
    act: "screen",
    name: "开始甄别",
    permission: "triage",
    from: ["received", "returned"],
    to: "screening",
    by: ["screening"],
    needs: [],
    tells: "受理部门开始核对归哪个部门负责。",
  },
  {
    act: "admit",
    name: "受理",
    permission: "triage",
    from: [...ARRIVED, "reopened"],
    to: "admitted",
    by: IN_CHARGE,
    needs: [],
    tells: "部门决定受理。",
  },
  {
    act: "decline",
    name: "不予受理",
    permission: "triage",
    from: ARRIVED,
    to: "declined",
    by: IN_CHARGE,
    needs: ["note", "ground", "elsewhere"],
    tells: "部门决定不予受理，依据和其他办理途径见说明。",
  },
  {
    act: "transfer",
    name: "移送",
    permission: "triage",
    from: [...ARRIVED, "returned", "admitted", "reopened"],
    to: "transferred",
    by: IN_CHARGE,
    needs: ["note", "department"],
    tells: "已移送；原来的部门不能再打开这件举报。",
  },
  {
    act: "return",
    name: "退回",
    permission: "triage",
    from: ["received", "transferred"],
    to: "returned",
    by: ["lead"],
    needs: ["note"],
    tells: "部门认为不归它负责，已退回重新分派；它不能再打开这件举报。",
  },
  {
    act: "escalate",
    name: "上报",
    permission: "triage",
    from: [...ARRIVED, "returned", ...UNDER_WAY],
    to: "escalated",
    by: IN_CHARGE,
    needs: ["note"],
    tells: "已交给上一级部门；原来的部门不能再打开这件举报。",
  },
  {
    act: "involve",
    name: "增加配合部门",
    permission: "triage",
    from: [...ARRIVED, ...UNDER_WAY],
    to: null,
    by: IN_CHARGE,
    needs: ["note", "department", "doneBy"],
    tells: "另有部门参加办理，也能看到这件举报。",
  },
  {
    act: "task",
    name: "交办配合事项",
    permission: "handle",
    from: [...ARRIVED, ...UNDER_WAY],
    to: null,
    by: IN_CHARGE,
    needs: ["note", "department", "doneBy"],
    tells: "请参加办理的部门做一件事，内容见说明。",
  },
  {
    act: "contribute",
    name: "反馈配合情况",
    permission: "handle",
    from: [...ARRIVED, "returned", ...UNDER_WAY, "found", "handled"],
    to: null,
    by: ["supporting"],
    needs: ["note"],
    tells: "参加办理的部门做完了交给它的事，情况见说明。",
  },
  {
    act: "hand-over",
    name: "机构调整移交",
    permission: "manageDesk",
    from: TIP_STATUSES.map(({ id }) => id),
    to: null,
    by: ["handingOver"],
    needs: [],
    tells: "因机构调整，这件举报交给接手的部门；办到哪一步、期限到哪一天都不变。",
  },
  {
    act: "ask",
    name: "请举报人补充",
    permission: "handle",
    from: UNDER_WAY,
    to: null,
    by: IN_CHARGE,
    needs: ["note"],
    tells: "部门请您补充情况，问题见说明；等您回复期间，期限暂停计算。",
  },
  {
    act: "resume",
    name: "继续办理",
    permission: "handle",
    from: UNDER_WAY,
    to: null,
    by: [...IN_CHARGE, "reporter"],
    needs: [],
    tells: "期限继续计算。",
  },
  {
    act: "extend",
    name: "延长",
    permission: "close",
    from: UNDER_WAY,
    to: null,
    by: IN_CHARGE,
    needs: ["note", "until"],
    isOnce: true,
    tells: "办理需要更长时间，理由和新的日期见说明。",
  },
  {
    act: "verify",
    name: "开始核查",
    permission: "handle",
    from: ["admitted", "reopened"],
    to: "verification",
    by: IN_CHARGE,
    needs: [],
    tells: "部门开始核查。",
  },
  {
    act: "find",
    name: "作出核查结论",
    permission: "handle",
    from: ["verification"],
    to: "found",
    by: IN_CHARGE,
    needs: ["note", "finding", "checkedHow", "checkedOn"],
    tells: "核查有了结论，理由、核查方式和日期见说明。",
  },
  {
    act: "handle",
    name: "记录查处",
    permission: "handle",
    from: ["found"],
    to: "handled",
    by: IN_CHARGE,
    needs: ["note", "measures"],
    findings: SUBSTANTIATED,
    tells: "已依法处理，措施和处理情况见说明。",
  },
  {
    act: "reply",
    name: "答复",
    permission: "handle",
    from: ["handled"],
    to: "replied",
    by: IN_CHARGE,
    needs: ["note"],
    tells: "部门作出答复。",
  },
  {
    act: "reply",
    name: "答复",
    permission: "handle",
    from: ["found"],
    to: "replied",
    by: IN_CHARGE,
    needs: ["note"],
    findings: NOT_SUBSTANTIATED,
    tells: "部门作出答复。",
  },
  {
    act: "close",
    name: "办结",
    permission: "close",
    from: ["replied"],
    to: "closed",
    by: IN_CHARGE,
    needs: ["note", "checklist"],
    tells: "办理结束。",
  },
  {
    act: "merge",
    name: "并案",
    permission: "close",
    from: [...ARRIVED, ...UNDER_WAY],
    to: "merged",
    by: IN_CHARGE,
    needs: ["note", "into"],
    tells: "与另一件举报合并办理。",
  },
  {
    act: "reopen",
    name: "重新办理",
    permission: "close",
    from: ["closed", "declined"],
    to: "reopened",
    by: [...IN_CHARGE, "reporter"],
    needs: ["note"],
    isOnce: true,
    tells: "这件举报重新办理。",
  },
  {
    act: "identify",
    name: "改为实名",
    permission: null,
    from: [...ARRIVED, "returned", ...UNDER_WAY, "found", "handled"],
    to: null,
    by: ["reporter"],
    needs: [],
    isForUnnamed: true,
    tells: "您留下了姓名和电话，从这一天起按实名举报计算期限。",
  },
  {
    act: "ask-identity",
    name: "申请查看举报人身份",
    permission: "openIdentity",
    from: NAME_MATTERS,
    to: null,
    by: IN_CHARGE,
    needs: ["note"],
    isForNamed: true,
    tells: "一位负责人申请查看您的姓名和电话，原因见说明；要统筹部门的人同意才能看到。",
  },
  {
    act: "allow-identity",
    name: "同意查看举报人身份",
    permission: "allowIdentity",
    from: NAME_MATTERS,
    to: null,
    by: ["coordinator"],
    needs: [],
    isForNamed: true,
    isSecondPerson: true,
    tells: `统筹部门的人同意了，申请的人在${IDENTITY_MINUTES}分钟内可以查看您的姓名和电话。`,
  },
  {
    act: "decline-identity",
    name: "不同意查看举报人身份",
    permission: "allowIdentity",
    from: NAME_MATTERS,
    to: null,
    by: ["coordinator"],
    needs: ["note"],
    isForNamed: true,
    tells: "统筹部门的人没有同意这次申请，申请的人看不到您的姓名和电话。",
  },
  {
    act: "open-original",
    name: "打开附件原件",
    permission: "readTip",
    from: [...NAME_MATTERS, "returned", "declined"],
    to: null,
    by: [...IN_CHARGE, "supporting"],
    needs: ["note"],
    hasOwnForm: true,
    tells: "部门打开了您提交的原始文件，原因见说明。",
  },
  {
    act: "supervise",
    name: "督办",
    permission: "supervise",
    from: [...ARRIVED, "returned", ...UNDER_WAY, "found", "handled"],
    to: null,
    by: ["coordinator"],
    needs: ["note", "until"],
    tells: "这件举报已经被督办，要求承办部门按期办理。",
  },
  {
    act: "propose-disclosure",
    name: "提出公开办理结果",
    permission: "disclose",
    from: ["closed"],
    to: null,
    by: ["disclosing"],
    needs: [],
    tells:
      "部门准备公开办理结果，要另一个人同意。拟公开的文字见说明；如果您觉得会让人认出您，请马上写消息告诉部门。",
  },
  {
    act: "disclose",
    name: "同意公开办理结果",
    permission: "disclose",
    from: ["closed"],
    to: null,
    by: ["disclosing"],
    needs: [],
    isSecondPerson: true,
    isNeverAlone: true,
    tells: "另一位负责人同意了，办理结果已经公开。公开的只有说明里的文字，没有举报编号和您的信息。",
  },
  {
    act: "agree-disclosure",
    name: "统筹部门同意公开办理结果",
    permission: "disclose",
    from: ["closed"],
    to: null,
    by: ["coordinator"],
    needs: [],
    isSecondPerson: true,
    isNeverAlone: true,
    tells:
      "统筹部门的人看过拟公开的文字，同意了，办理结果已经公开。公开的只有提出时写的文字，没有举报编号和您的信息；举报的内容没有给他们看。",
  },
  {
    act: "withdraw-disclosure",
    name: "撤下公开的办理结果",
    permission: "disclose",
    from: [...ARRIVED, "returned", ...UNDER_WAY, "found", "handled", "replied", "closed"],
    to: null,
    by: ["disclosing"],
    needs: ["note"],
    tells: "公开的办理结果撤下了，理由见说明。",
  },
  {
    act: "rate",
    name: "评价",
    permission: null,
    from: ["closed"],
    to: null,
    by: ["reporter"],
    needs: [],
    tells: "您对办理结果作了评价。",
  },
] as const satisfies readonly ActRule[];
export type TipAct = (typeof TIP_ACTS)[number]["act"];
