import { z } from "zod";
import type { CalendarDate } from "./calendar-date.ts";
import { calendarDate } from "./calendar-date.ts";
import { CHECK_WAYS, type CheckWay, ON_SITE } from "./check-way.ts";
import { CLOSING_CHECKS, type ClosingCheck } from "./closing-check.ts";
import { MEASURES, type Measure, problemsOfMeasures } from "./measure.ts";
import type { Problem } from "./problem.ts";
import { TIP_LIMITS } from "./tip.ts";
import type { ActNeed } from "./tip-act-table.ts";
import { FINDINGS, type Finding } from "./tip-status.ts";

const words = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().max(TIP_LIMITS.message, `最多${TIP_LIMITS.message}个字，请删短一些。`))
  .optional();

const NO_VERSION = "看的是第几版，是一个正整数。";

/** What somebody brings along for an act; which fields an act needs is in `TIP_ACTS`. */
export const tipActInput = z.strictObject({
  note: words.describe("Read by the reporter"),
  ground: words.describe("Legal ground of a refusal"),
  elsewhere: words.describe("Where the reporter can go instead"),
  department: z.string().max(80, "没有这个部门。").optional(),
  finding: z
    .enum(FINDINGS.map(({ id }) => id) as [Finding, ...Finding[]], "没有这种核查结论。")
    .optional(),
  checkedHow: z
    .enum(CHECK_WAYS.map(({ id }) => id) as [CheckWay, ...CheckWay[]], "没有这种核查方式。")
    .optional()
    .describe("on-site stands on a record of this desk; the others need noVisit"),
  noVisit: words.describe("Why nobody went there, and on what the finding stands instead"),
  checkedOn: calendarDate
    .optional()
    .describe("Day of the check; on site that of a record, Shanghai"),
  measures: z
    .array(
      z.enum(MEASURES.map(({ id }) => id) as [Measure, ...Measure[]], "没有这种措施。"),
      "采取的措施要写成列表。",
    )
    .max(MEASURES.length, "采取的措施写重了。")
    .optional()
    .describe("What was done about it"),
  caseNumber: words.describe("Of the police, where it was handed over to them; nothing else of it"),
  checklist: z
    .array(
      z.enum(
        CLOSING_CHECKS.map(({ id }) => id) as [ClosingCheck, ...ClosingCheck[]],
        "没有这一项核对。",
      ),
      "核对的项目要写成列表。",
    )
    .max(CLOSING_CHECKS.length, "核对的项目写重了。")
    .optional()
    .describe("What was looked over before closing"),
  until: calendarDate.optional().describe("New last day, Shanghai"),
  doneBy: calendarDate.optional().describe("Last day of what a desk is asked to do, Shanghai"),
  into: z
    .string()
    .max(40, "没有这个编号。")
    .optional()
    .describe("Reference of the tip that goes on"),
  version: z
    .int(NO_VERSION)
    .positive(NO_VERSION)
    .optional()
    .describe("The version that was looked at; refused when somebody acted since"),
});
export type TipActInput = z.infer<typeof tipActInput>;

/** What is said when a needed field is missing. */
const MISSING: Readonly<Record<ActNeed, string>> = {
  note: "请写明情况或者理由，举报人会看到。",
  ground: "请写明不予受理的依据，例如法律、文件的名称和条款。",
  elsewhere: "请写明举报人还可以到哪里反映；没有的话也请写明。",
  department: "请选择部门。",
  finding: "请选择核查结论。",
  checkedHow: "请选择核查方式。",
  checkedOn: "请填写核查日期。",
  measures: "请选择采取了哪些措施，可以多选。",
  checklist: "办结前请逐项核对，核对好的勾选。",
  until: "请填写延长到哪一天。",
  doneBy: "请填写请对方在哪一天以前完成。",
  into: "请填写并入的举报编号。",
};

/** Everything the act needs and the input lacks, or has wrong for today. */
export function problemsOfInput(
  needs: readonly ActNeed[],
  input: TipActInput,
  today: CalendarDate,
): Problem[] {
  const missing = needs
    .filter((need) => !input[need] || (need === "measures" && input.measures?.length === 0))
    .map((need) => ({ field: need, message: MISSING[need] }));
  const wrong = WRONG_DAYS.filter(({ field, isWrong }) => {
    const day = input[field];
    return needs.includes(field) && day !== undefined && isWrong(day, today);
  }).map(({ field, message }) => ({ field, message }));
  const ofMeasures =
    needs.includes("measures") && input.measures !== undefined
      ? problemsOfMeasures(input.measures, input.caseNumber)
      : [];
  return [...missing, ...wrong, ...problemsOfVisit(needs, input), ...ofMeasures];
}

/** Why nobody went there is said where nobody did, and only there. */
function problemsOfVisit(
  needs: readonly ActNeed[],
  { checkedHow, noVisit }: TipActInput,
): Problem[] {
  if (!needs.includes("checkedHow") || checkedHow === undefined) return [];
  if ((checkedHow === ON_SITE) === !noVisit) return [];
  const message =
    checkedHow === ON_SITE
      ? "选了“现场核查”，就不要写没有到现场的原因；没有到现场的，请改选核查方式。"
      : "请写明为什么没有到现场核查，结论凭的是哪些材料。";
  return [{ field: "noVisit", message }];
}

const WRONG_DAYS = [
  {
    field: "checkedOn",
    isWrong: (day: CalendarDate, today: CalendarDate) => day > today,
    message: "核查日期不能在今天之后。",
  },
  {
    field: "until",
    isWrong: (day: CalendarDate, today: CalendarDate) => day <= today,
    message: "延长到的日期要在今天之后。",
  },
  {
    field: "doneBy",
    isWrong: (day: CalendarDate, today: CalendarDate) => day < today,
    message: "完成的日期不能在今天之前。",
  },
] as const;
