import { restrictedValues } from "#domain/restricted.ts";
import { tipActInput } from "#domain/tip-act-input.ts";
import { planWithdrawal } from "#publishing/plan-outcome.ts";
import { doAct } from "./act-on-tip.ts";
import type { Clerk } from "./desk.ts";
import { type OpenDisclosure, openDisclosure } from "./disclosure.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { writeContent } from "./write-content.ts";

const withdrawal = tipActInput.pick({ note: true, version: true });

/**
 * Takes a disclosed outcome down, with a reason that becomes public in its place. One person is
 * enough: it makes nothing known. Done again, it finishes a writing that broke off.
 */
export async function withdrawOutcome(
  house: House,
  clerk: Clerk,
  reference: string,
  input: unknown,
): Promise<Outcome<{ outcome: string }>> {
  const found = await openDisclosure(house, clerk, reference);
  if (!("value" in found)) return found;
  const { disclosure, stage } = found.value;
  if (disclosure === null) return refuse("conflict", [NOTHING_DISCLOSED]);
  const decided =
    stage === "withdrawn"
      ? { value: reasonOf(found.value) }
      : await decide(house, found.value, input);
  if (!("value" in decided)) return decided;
  const change = { on: house.today(), reason: decided.value.replace(/\s+/g, " ").trim() };
  const faults = await writeContent(house.content, (root, snapshot) =>
    planWithdrawal(root, snapshot, disclosure.outcome, change),
  );
  if (faults.length > 0) return refuse("conflict", faults.map(notWritten));
  return { value: { outcome: disclosure.outcome } };
}

const NOTHING_DISCLOSED = { field: "", message: "这件举报没有公开的办理结果。" };

/** Puts the decision on record and gives its reason. */
async function decide(
  house: House,
  { doer }: OpenDisclosure,
  input: unknown,
): Promise<Outcome<string>> {
  const parsed = withdrawal.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const personal = restrictedValues(parsed.data.note ?? "");
  if (personal.length > 0) return refuse("invalid", personal.map(inReason));
  const done = await doAct(house, doer, { act: "withdraw-disclosure", input: parsed.data });
  if (!("value" in done)) return done;
  return { value: parsed.data.note ?? "" };
}

/** The reason that was put on record when the writing broke off. */
function reasonOf({ course }: OpenDisclosure): string {
  return course.steps.findLast(({ act }) => act === "withdraw-disclosure")?.note ?? "";
}

function inReason(what: string) {
  return { field: "note", message: `理由里有${what}，请删去；理由会公开。` };
}

function notWritten(fault: string) {
  return { field: "", message: `已经决定撤下，但现在写不进公开内容：${fault}` };
}
