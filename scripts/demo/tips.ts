import { randomUUID } from "node:crypto";
import { calendarDate } from "#domain/calendar-date.ts";
import { ON_SITE } from "#domain/check-way.ts";
import { CLOSING_CHECKS } from "#domain/closing-check.ts";
import { MOVES } from "#domain/tip-move.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import type { Clerk } from "#server/services/desk.ts";
import type { House } from "#server/services/house.ts";
import { newQuestion } from "#server/services/proofs.ts";
import { recordAlone, recordVerification } from "#server/services/record-verification.ts";
import { submitTip } from "#server/services/submit-tip.ts";
import { openThrottles } from "#server/services/throttles.ts";
import { resultOf } from "./people.ts";
import { courseOf, demoFiling, demoVerification, type StoryStep } from "./stories.ts";

/** Where the demonstration acts and who does; the clock is moved from act to act. */
export interface DemoWorld {
  house: House;
  clock: { now: Date };
  /** Whoever acts for a department; the recovery passphrase where nobody does. */
  clerkOf: (department: string) => Clerk;
  /** Where tips are transferred to. */
  transferTo: readonly string[];
}

const HOUR = 3_600_000;
const throttles = openThrottles();

/** Files an invented tip `daysAgo` and takes it along its course; gives its reference. */
export async function tellStory(
  { house, clock, clerkOf, transferTo }: DemoWorld,
  number: number,
  { daysAgo, mergeInto }: { daysAgo: number; mergeInto: string | undefined },
): Promise<string> {
  const until = clock.now;
  clock.now = new Date(until.getTime() - daysAgo * 24 * HOUR);
  const seenOn = house.today();
  const { reference, desks } = resultOf(
    await submitTip(
      house,
      {
        idempotencyKey: randomUUID(),
        input: { ...demoFiling(number, seenOn), proof: proofFor(house) },
        visitor: null,
      },
      throttles,
    ),
  );
  let department = desks.find(({ role }) => role !== "supporting")?.department ?? "";
  for (const step of courseOf(number)) {
    clock.now = new Date(Math.min(clock.now.getTime() + 5 * HOUR, until.getTime()));
    const target = transferTo.find((id) => id !== department) ?? "";
    const input = inputOf(house, step, target, mergeInto);
    if (step.checkedHow === ON_SITE) {
      const record = recordAlone(demoVerification(house.today()));
      resultOf(await recordVerification(house, clerkOf(department), reference, record));
    }
    resultOf(await actOnTip(house, clerkOf(department), reference, { act: step.act, input }));
    if (step.act in MOVES) department = target;
  }
  clock.now = until;
  return reference;
}

function inputOf(house: House, step: StoryStep, target: string, into: string | undefined) {
  const { act, ...said } = step;
  const today = house.today();
  const inTwoMonths = new Date(Date.parse(today) + 60 * 24 * HOUR).toISOString().slice(0, 10);
  return {
    ...said,
    ...(act === "transfer" ? { department: target } : {}),
    ...(act === "find" ? { checkedOn: today } : {}),
    ...(act === "handle" ? { measures: ["order"] } : {}),
    ...(act === "close" ? { checklist: CLOSING_CHECKS.map(({ id }) => id) } : {}),
    ...(act === "extend" ? { until: calendarDate.parse(inTwoMonths) } : {}),
    ...(act === "merge" ? { into } : {}),
  };
}

const NUMBERS = "零一二三四五六七八九";

/** The question answered, as a person without scripts would. */
function proofFor(house: House) {
  const { token, text } = newQuestion(house);
  const [, a = "", b = ""] = /(.)加(.)等于/.exec(text) ?? [];
  return { question: token, answer: String(NUMBERS.indexOf(a) + NUMBERS.indexOf(b)) };
}
