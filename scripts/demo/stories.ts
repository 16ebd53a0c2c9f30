import type { CalendarDate } from "#domain/calendar-date.ts";
import type { CheckWay } from "#domain/check-way.ts";

/** What a course step brings along; `department` and dates are filled in when it is done. */
export interface StoryStep {
  act: string;
  note?: string;
  finding?: string;
  checkedHow?: CheckWay;
  noVisit?: string;
  ground?: string;
  elsewhere?: string;
}

const FOUND: StoryStep = {
  act: "find",
  note: "到现场核查，反映的情况属实。",
  finding: "substantiated",
  checkedHow: "on-site",
};
const NOT_FOUND: StoryStep = {
  act: "find",
  note: "到现场核查，没有发现反映的情况。",
  finding: "unsubstantiated",
  checkedHow: "on-site",
};
const NOT_FOUND_ON_PAPER: StoryStep = {
  act: "find",
  note: "核对用电记录和交费凭证，没有发现反映的情况。",
  finding: "unsubstantiated",
  checkedHow: "documents",
  noVisit: "设备已在上一次核查时拆除运走，这次凭供电部门的用电记录核实。",
};
const HANDLED: StoryStep = { act: "handle", note: "已责令停止生产，设备断电封存。" };
const REPLIED: StoryStep = { act: "reply", note: "核查和处理情况如上，感谢您的举报。" };
const CLOSED: StoryStep = { act: "close", note: "办理结束。" };
const CHECKED: readonly StoryStep[] = [{ act: "admit" }, { act: "verify" }];

/** The courses that invented tips take, so that every state is there to be seen. */
const COURSES: readonly (readonly StoryStep[])[] = [
  [{ act: "screen" }],
  [],
  [{ act: "admit" }],
  CHECKED,
  [...CHECKED, FOUND],
  [...CHECKED, FOUND, HANDLED],
  [...CHECKED, FOUND, HANDLED, REPLIED],
  [...CHECKED, FOUND, HANDLED, REPLIED, CLOSED],
  [...CHECKED, NOT_FOUND_ON_PAPER, REPLIED, CLOSED],
  [
    {
      act: "decline",
      note: "反映的是噪声扰民，不属于落后产能退出。",
      ground: "演示：不在方案规定的范围内",
      elsewhere: "可以向12345热线反映。",
    },
  ],
  [{ act: "transfer", note: "按职责分工移送。" }],
  [{ act: "return", note: "不属于本部门职责，退回重新分派。" }],
  [{ act: "escalate", note: "涉及多个部门，上报协调。" }],
  [{ act: "admit" }, { act: "ask", note: "请补充：生产一般在几点开始？" }],
  [{ act: "admit" }, { act: "extend", note: "需要等待检测结果，延长办理。" }],
  [{ act: "admit" }, { act: "merge", note: "与先收到的一件反映同一件事，合并办理。" }],
  [
    ...CHECKED,
    NOT_FOUND,
    REPLIED,
    CLOSED,
    { act: "reopen", note: "举报人补充了新的照片，重新办理。" },
  ],
];

/** What the invented inspectors of an invented check saw. */
export function demoVerification(checkedOn: CalendarDate) {
  return {
    checkedOn,
    place: "演示地址，并不存在",
    inspectors: ["演示核查员甲", "演示核查员乙"],
    machines: [{ what: "演示设备：中频炉一台", powerCut: "yes", sealed: "yes", canRestart: "no" }],
  };
}

/** What invented tips say. Every one is marked, so that none is taken for a real one. */
const MATTERS = [
  { category: "ditiaogang", text: "后半夜有中频炉化废钢，天亮前停。" },
  { category: "restart", text: "去年封存的生产线又通了电，白天关门，夜里开工。" },
  { category: "hidden-equipment", text: "拆下来的主机没有报废，盖着篷布放在后院。" },
  { category: "emission", text: "烟囱夜里冒黄烟，味道很重。" },
  { category: "energy", text: "还在用淘汰的老式电机和变压器。" },
] as const;

/** With tips of one office that screens them all, so that screening is to be seen as well. */
const SCREENING_PLACE = "diqing";
const PLACE = "ankang";

/** The course of the invented tip of a number. */
export function courseOf(number: number): readonly StoryStep[] {
  return COURSES[number % COURSES.length] ?? [];
}

/** Where the invented tip of a number is filed, and what for. */
export function matterOf(number: number) {
  const { category, text } = MATTERS[number % MATTERS.length] ?? MATTERS[0];
  const isScreened = courseOf(number).some(({ act }) => act === "screen");
  return { jurisdiction: isScreened ? SCREENING_PLACE : PLACE, category, text };
}

/** The invented tip of a number, as it is filed. */
export function demoFiling(number: number, seenOn: CalendarDate) {
  const { jurisdiction, category, text } = matterOf(number);
  const isNamed = number % 4 === 3;
  return {
    jurisdiction,
    category,
    subject: { name: `演示企业${number + 1}号`, address: "演示地址，并不存在" },
    description: `【演示数据，不是真实举报】${text}`,
    seenOn,
    isOngoing: number % 2 === 0,
    reporter: isNamed
      ? { as: "named", name: "演示举报人", phone: "00000000000" }
      : { as: "anonymous" },
  };
}
