import { z } from "zod";
import { aspect } from "./aspect.ts";
import { activePeriodFields } from "./calendar-date.ts";
import { id, line, paragraph } from "./text.ts";

/** How a question may be answered. */
export const QUESTION_KINDS = ["text", "choice", "yes-no"] as const;

/** A question that belongs to a category; nobody has to answer it. */
export const tipQuestion = z
  .strictObject({
    id,
    label: line,
    help: line.optional(),
    kind: z.enum(QUESTION_KINDS, `请写 ${QUESTION_KINDS.join("、")} 之一`).default("text"),
    options: z
      .array(z.strictObject({ id, label: line }))
      .default([])
      .describe("What may be chosen; only for kind choice"),
  })
  .refine(
    ({ kind, options }) => (kind === "choice") === options.length > 0,
    "kind 是 choice 的要写 options，别的不写",
  );
export type TipQuestion = z.infer<typeof tipQuestion>;

const YES_NO = [
  { id: "yes", label: "是" },
  { id: "no", label: "否" },
];

/** What may be chosen as the answer to a question; none when it is answered in words. */
export function questionOptions({ kind, options }: TipQuestion) {
  return kind === "yes-no" ? YES_NO : options;
}

/** An answer for people: the words themselves, or the label of what was chosen. */
export function answerText(question: TipQuestion | undefined, answer: string): string {
  const options = question ? questionOptions(question) : [];
  return options.find((option) => option.id === answer)?.label ?? answer;
}

/** Whether an answer is one that the question may have. */
export function isAnswerTo(question: TipQuestion, answer: string): boolean {
  const options = questionOptions(question);
  return options.length === 0 || options.some((option) => option.id === answer);
}

/** What of this register a category is about: nothing, any record, or a public notice that runs. */
export const CATEGORY_RECORDS = ["none", "published", "open-notice"] as const;

/** What may be reported. `content/tip-categories/<id>.yaml`; a new category is a file. */
export const tipCategory = z.strictObject({
  id,
  order: z.int().positive().describe("Place in the list a reporter chooses from"),
  label: line,
  help: paragraph.describe("Examples, in a citizen's words"),
  aspect,
  topic: id.optional().describe("Topic whose rule comes before the rule of the aspect"),
  fallbackAspects: z
    .array(aspect)
    .default([])
    .describe("Aspects whose leads answer when the local text is silent on the topic; first leads"),
  toSuperior: z
    .boolean()
    .default(false)
    .describe("About a department: goes to the coordinator or above"),
  record: z
    .enum(CATEGORY_RECORDS, `请写 ${CATEGORY_RECORDS.join("、")} 之一`)
    .default("none")
    .describe(
      "What of this register it is about; such tips go to the department that published it",
    ),
  wording: z
    .strictObject({ title: line, label: line, hint: line })
    .optional()
    .describe("How the page that asks what is wrong is worded, where nothing was seen"),
  kinds: z.array(z.strictObject({ id, label: line, help: line.optional() })).default([]),
  questions: z.array(tipQuestion).default([]).describe("What else to ask; all optional"),
  ...activePeriodFields,
  source: line.describe("Where the category comes from"),
});
export type TipCategory = z.infer<typeof tipCategory>;

/** Whether a category is about a record of this register, not about something seen. */
export function isAboutRecord(category: Pick<TipCategory, "record"> | undefined): boolean {
  return category !== undefined && category.record !== "none";
}

/** What a tip is called where it is one. */
const TIP = "举报";

/** What something of this category is called: 举报, or the name of the category. */
export function matterName(category: Pick<TipCategory, "record" | "label"> | undefined): string {
  return category !== undefined && isAboutRecord(category) ? category.label : TIP;
}

/**
 * A sentence written for tips, said of something else: 这件举报 becomes 这件更正申请, and whoever filed
 * it 提出人. Sentences about tips themselves stay as they are.
 */
export function wordedFor(matter: string, sentence: string): string {
  if (matter === TIP) return sentence;
  return sentence.replaceAll("举报人", "提出人").replaceAll(TIP, matter);
}
