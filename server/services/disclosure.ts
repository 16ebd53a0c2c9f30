import { listExclusionsOfTip } from "#db/queries/tip-holders.ts";
import type { TipRow } from "#db/queries/tips.ts";
import { type Disclosure, type DisclosureStage, disclosureStage } from "#domain/disclosure.ts";
import { isAboutRecord } from "#domain/tip-category.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import type { Doer } from "./check-act.ts";
import { type Clerk, openAtDesk, placeOf, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { courseOf, messagesOf, type TipCourse } from "./open-tip.ts";
import { places, type TipBody } from "./tip-envelope.ts";

/** A tip as whoever may disclose it opens it. */
export interface OpenDisclosure {
  opened: TipAtDesk;
  doer: Doer;
  course: TipCourse;
  body: TipBody;
  stage: DisclosureStage;
  /** What was proposed last. */
  disclosure: Disclosure | null;
  /** Why this tip is never disclosed; null when it may be. */
  bar: string | null;
}

/** Opens a tip for a clerk of the desk in charge who may disclose it. */
export async function openDisclosure(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<OpenDisclosure>> {
  const found = await openAtDesk(house, clerk, reference);
  if (!("value" in found)) return found;
  const opened = found.value;
  const { tip, department, role } = opened;
  if (role === "supporting" || !clerk.may("disclose", placeOf(tip, department))) {
    return refuse("not-found", [{ field: "reference", message: "没有这个编号的举报。" }]);
  }
  const course = await courseOf(house, opened);
  return {
    value: {
      opened,
      doer: { opened, by: department, role: "disclosing", clerk },
      course,
      body: unsealJson<TipBody>(opened.contentKey, tip.sealedBody, places.body(tip.id)),
      stage: disclosureStage(course.acts),
      disclosure: course.disclosure,
      bar: await barOf(house, opened.tip),
    },
  };
}

/** What the reporter wrote: filing, answers and messages. */
export async function reporterWordsOf(
  house: House,
  { opened, body }: OpenDisclosure,
): Promise<string[]> {
  const messages = await messagesOf(house, opened);
  return [
    body.description,
    ...(body.answers ?? []).map(({ answer }) => answer),
    ...messages.filter(({ from }) => from === "reporter").map(({ text }) => text),
  ];
}

/**
 * What concerns a body or its people never becomes public: tips of a category that goes to the
 * superior, and those whose reporter keeps a department out. Which of the two is not told. What is
 * about a record shows in the record.
 */
export async function barOf(house: House, tip: TipRow): Promise<string | null> {
  const { tipCategories } = house.snapshot();
  const category = tipCategories.find(({ id }) => id === tip.category);
  if (isAboutRecord(category)) return "这件是对本站记录提出的，结果看那条记录的变化，不另外公开。";
  const isAboutBody = category === undefined || category.toSuperior;
  const exclusions = await listExclusionsOfTip(house.db.read, tip.id);
  return isAboutBody || exclusions.length > 0
    ? "这件举报可能涉及部门或者工作人员，办理结果不公开。"
    : null;
}
