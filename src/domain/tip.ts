import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { id } from "./text.ts";

/** Longest texts a reporter may write, in characters. */
export const TIP_LIMITS = {
  description: 5000,
  message: 2000,
  name: 100,
  address: 200,
  answer: 200,
} as const;

const writing = (limit: number, missing: string) =>
  z
    .string(missing)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().min(1, missing).max(limit, `最多${limit}个字，请删短一些。`));
const choice = (missing: string) => z.string(missing).min(1, missing).max(80, missing);

const address = writing(TIP_LIMITS.address, "请填写大致地址。").optional();

/** What the tip is about: an enterprise of the register, a described one, or only a place. */
export const tipSubject = z.union(
  [
    z.strictObject({ enterprise: id }),
    z.strictObject({
      name: writing(TIP_LIMITS.name, "请填写企业或场所的名称；不知道可以选“不清楚名称”。"),
      address,
    }),
    z.strictObject({ unknown: z.literal(true), address }),
  ],
  "请说明举报的是哪家企业；不知道可以选“不清楚名称”。",
);
export type TipSubject = z.infer<typeof tipSubject>;

/** What is said of a subject that is not in the register, as a reader understands it. */
export function describedSubject(subject: Exclude<TipSubject, { enterprise: string }>): string {
  const name = "name" in subject ? subject.name : "不清楚名称";
  return [name, subject.address].filter(Boolean).join("，");
}

const identity = {
  name: writing(TIP_LIMITS.name, "实名举报请填写姓名；不愿留姓名可以选匿名。"),
  phone: z
    .string("请填写联系电话。")
    .transform((text) => text.normalize("NFKC").replace(/[\s-]/g, ""))
    .pipe(
      z.string().regex(/^\+?\d{7,15}$/, "电话号码应为7至15位数字，例如区号加座机或11位手机号。"),
    ),
};

/** Who reported, told after the filing. */
export const tipIdentity = z.strictObject(identity);

/** 实名 or 匿名. A named reporter leaves a way to be reached. */
export const reporter = z.discriminatedUnion(
  "as",
  [
    z.strictObject({ as: z.literal("anonymous") }),
    z.strictObject({
      as: z.literal("named"),
      ...identity,
    }),
  ],
  "请选择实名还是匿名。",
);
export type Reporter = z.infer<typeof reporter>;

/** A filing as a reporter gives it; what it names is checked against the register afterwards. */
export const tipFiling = z.strictObject({
  jurisdiction: choice("请选择事情发生在哪里。"),
  area: choice("请选择所在的县（市、区）。").optional(),
  category: choice("请选择要举报的事情。"),
  record: choice("请写明针对本站哪一条记录。")
    .optional()
    .describe("Id of the published record, for categories that are about one"),
  kind: choice("请选择具体情形，或者不选。").optional(),
  subject: tipSubject,
  description: writing(TIP_LIMITS.description, "请写下您看到的情况。"),
  seenOn: calendarDate.optional(),
  isOngoing: z.boolean("是否仍在发生，请选“是”或“否”。").optional(),
  reporter,
  exclude: z
    .array(choice("部门编号不能为空。"), "回避的部门要写成列表。")
    .max(20, "最多选20个回避部门。")
    .default([]),
  answers: z
    .array(
      z.strictObject({
        question: choice("请写明是哪个问题（question）。"),
        answer: writing(TIP_LIMITS.answer, "请填写回答，或者不答。"),
      }),
      "对问题的回答要写成列表。",
    )
    .max(20, "最多20个回答。")
    .optional()
    .describe("Answers to the questions of the category; all optional"),
});
export type TipFiling = z.infer<typeof tipFiling>;

/** A message to or from the desk. */
export const tipMessage = z.strictObject({
  text: writing(TIP_LIMITS.message, "请写下要说的内容。"),
});

/** 满意 or 不满意 with how a tip was dealt with. */
export const SATISFACTIONS = [
  { id: "content", name: "满意" },
  { id: "discontent", name: "不满意" },
] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number]["id"];

/** What the reporter says of the outcome. */
export const tipSatisfaction = z.strictObject({
  satisfaction: z.enum(
    SATISFACTIONS.map(({ id }) => id) as [Satisfaction, ...Satisfaction[]],
    "请选择满意还是不满意。",
  ),
});

/** Why the reporter wants the tip examined again. */
export const tipReexamination = z.strictObject({
  reason: writing(TIP_LIMITS.message, "请写明为什么要求重新办理，部门会看到。"),
});
