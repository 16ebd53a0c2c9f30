import { z } from "zod";
import { ASPECTS } from "./aspect.ts";
import { chosen, idIn, orNothing, words } from "./change-fields.ts";
import { RESPONSIBILITY_MODES } from "./responsibility.ts";

/** What becomes of one rule when responsibilities are divided anew. */
export const RULE_ACTS = [
  { id: "end", name: "结束" },
  { id: "replace", name: "修改" },
  { id: "add", name: "新增" },
] as const;
export type RuleAct = (typeof RULE_ACTS)[number]["id"];

const MOST = 60;
const some = (what: string) => z.array(chosen(what)).max(MOST).default([]);

/** What a rule says, as somebody enters it; the citation is that of the whole change. */
const rule = {
  aspect: idIn(ASPECTS, "请选属于哪一类。"),
  topics: some("事项"),
  areas: some("地区"),
  industries: some("行业"),
  summary: words("管什么", 200),
  leads: some("部门"),
  supporting: some("部门"),
  mode: idIn(RESPONSIBILITY_MODES, "请选怎样分工。"),
  isManual: z.boolean().default(false),
  isOpenEnded: z.boolean().default(false),
  openEnd: orNothing(words("“等部门”的原文", 100)),
  /** Where in the document, when not where the whole change stands. */
  where: orNothing(words("在文件的哪一处")),
};

/** One rule of a new division: an old one ends, changes from the day on, or a new one begins. */
export const ruleItem = z
  .discriminatedUnion(
    "act",
    [
      z.strictObject({ act: z.literal("end"), rule: chosen("哪一条分工") }),
      z.strictObject({ act: z.literal("replace"), rule: chosen("哪一条分工"), ...rule }),
      z.strictObject({ act: z.literal("add"), ...rule }),
    ],
    "请选结束、修改还是新增。",
  )
  .superRefine((item, context) => {
    if (item.act === "end") return;
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (item.leads.length === 0 && !item.isManual)
      refuse("leads", "请选由谁主办；文件没有写明的，勾选“由统筹的部门确定谁主办”。");
    if (item.leads.some((lead) => item.supporting.includes(lead)))
      refuse("supporting", "同一个部门不能又牵头又配合。");
    if (item.openEnd !== undefined && !item.isOpenEnded)
      refuse("openEnd", "写了“等部门”的原文，请把“可以增加部门”也勾上。");
  });
export type RuleItem = z.infer<typeof ruleItem>;

/** Several at once, as a new document divides them. */
export const ruleItems = z
  .array(ruleItem)
  .min(1, "请至少放进一条分工。")
  .max(MOST, `一次最多${MOST}条。`);
