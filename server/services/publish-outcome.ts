import type { TipRow } from "#db/queries/tips.ts";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { AGREED_BY, type Disclosure, disclosureConsent } from "#domain/disclosure.ts";
import type { DoneAct } from "#domain/identity-look.ts";
import type { Outcome as PublicOutcome } from "#domain/outcome.ts";
import type { Finding } from "#domain/tip-status.ts";
import { planOutcome } from "#publishing/plan-outcome.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { doAct } from "./act-on-tip.ts";
import { agreeAsOffice } from "./agree-disclosure.ts";
import type { Clerk } from "./desk.ts";
import { type OpenDisclosure, openDisclosure } from "./disclosure.ts";
import { openDisclosureCopy } from "./disclosure-copy.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { problemsOfDisclosure } from "./record-disclosure.ts";
import { writeContent } from "./write-content.ts";

/**
 * A second person agrees, and the outcome is written into the content. The decision is on record
 * before anything is public; where the writing broke off, the same again finishes it, once.
 */
export async function publishOutcome(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ outcome: string }>> {
  const found = await openDisclosure(house, clerk, reference);
  if (!("value" in found)) return await publishAsOffice(house, clerk, reference, input);
  const { bar, disclosure, stage, opened, course } = found.value;
  if (bar !== null) return refuse("conflict", [{ field: "", message: bar }]);
  if (disclosure === null) return refuse("conflict", [NOTHING_PROPOSED]);
  if (stage !== "disclosed") {
    const agreed = await agree(house, found.value, disclosure, input);
    if (!("value" in agreed)) return agreed;
  }
  return await write(house, { ...opened, done: course.done }, disclosure);
}

/** The same by a coordinator, for a desk in which nobody else can agree. */
async function publishAsOffice(house: House, clerk: Clerk, reference: string, input: unknown) {
  const found = await openDisclosureCopy(house, clerk, reference);
  if (!("value" in found)) return found;
  const { bar, disclosure, stage, events } = found.value;
  if (bar !== null) return refuse("conflict", [{ field: "", message: bar }]);
  if (stage !== "disclosed") {
    const agreed = await agreeAsOffice(house, clerk, found.value, input);
    if (!("value" in agreed)) return agreed;
  }
  return await write(house, { ...found.value, done: events }, disclosure);
}

/** A tip whose outcome was decided on. */
interface DecidedTip {
  tip: TipRow;
  department: string;
  done: readonly DoneAct[];
}

async function write(
  house: House,
  tip: DecidedTip,
  disclosure: Disclosure,
): Promise<Outcome<{ outcome: string }>> {
  const faults = await writeContent(house.content, (root, snapshot) =>
    planOutcome(root, snapshot, publicOutcome(house, snapshot, tip, disclosure)),
  );
  if (faults.length > 0) return refuse("conflict", faults.map(notWritten));
  return { value: { outcome: disclosure.outcome } };
}

const NOTHING_PROPOSED = { field: "", message: "还没有人提出公开这件举报的办理结果。" };

function notWritten(fault: string) {
  return { field: "", message: `已经同意公开，但现在写不进公开内容，请稍后再写一次：${fault}` };
}

async function agree(house: House, found: OpenDisclosure, disclosure: Disclosure, input: unknown) {
  const parsed = disclosureConsent.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  // The reporter may have written since: what was proposed may be their words now.
  const problems = await problemsOfDisclosure(house, found, disclosure);
  if (problems.length > 0) return refuse("invalid", problems);
  const { version } = parsed.data;
  return await doAct(house, found.doer, { act: "disclose", input: { version }, disclosure });
}

/** All that becomes public. The day is that of the decision, also when it is written later. */
function publicOutcome(
  house: House,
  snapshot: Snapshot,
  { tip, department, done }: DecidedTip,
  { outcome: id, summary, measure, enterprise, listEntry }: Disclosure,
): PublicOutcome {
  const { jurisdiction, category } = tip;
  const isSample = snapshot.enterprises.some(
    (firm) => firm.jurisdiction === jurisdiction && firm.isSample,
  );
  const decidedAt = done.findLast(({ act }) => AGREED_BY.includes(act))?.at;
  const on = decidedAt === undefined ? house.today() : shanghaiDate(new Date(decidedAt));
  return {
    id,
    jurisdiction,
    by: department,
    category,
    ...(enterprise === undefined ? {} : { enterprise }),
    ...(listEntry === undefined ? {} : { listEntry }),
    finding: tip.finding as Finding,
    summary,
    measure,
    sample: isSample,
    versions: [{ version: 1, change: "disclosed", on }],
  };
}
