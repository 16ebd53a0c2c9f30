import { type DeskChangeRow, findDeskChange, updateDeskChange } from "#db/queries/desk-changes.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { mayDo } from "#domain/staff-role.ts";
import { planDeskChange } from "#publishing/plan-desk-change.ts";
import { concernedBy, NO_DESK_CHANGE, planOfDeskChange, storedChange } from "./desk-change.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import type { SignedInMember } from "./staff-session.ts";
import { writeContent } from "./write-content.ts";

/**
 * A second person agrees, and the change is written into the content. The decision is on record
 * first; where the writing broke off, the same again finishes it, once.
 */
export async function admitDeskChange(
  house: House,
  member: SignedInMember,
  id: string,
): Promise<Outcome<{ id: string }>> {
  const row = await findDeskChange(house.db.read, id);
  if (row === undefined || !mayDo(member, "manageDesks", row)) return NO_DESK_CHANGE;
  const change = storedChange(row);
  if (row.stage === "submitted") {
    if (row.submittedBy === member.id) return OWN;
    const { problems } = await planOfDeskChange(house, change);
    if (problems.length > 0) return refuse("conflict", problems);
    if (!(await decide(house, member, row, { stage: "admitted" }))) return MOVED_ON;
  } else if (row.stage !== "admitted") return MOVED_ON;
  const faults = await writeContent(house.content, (root, snapshot) =>
    planDeskChange(root, snapshot, change),
  );
  if (faults.length > 0) return refuse("conflict", faults.map(notWritten));
  await house.db.tx((queries) =>
    updateDeskChange(queries, { id, stage: "admitted" }, { stage: "written" }),
  );
  return { value: { id } };
}

/** Somebody sends it back with a reason, or takes their own back; it is never written. */
export async function declineDeskChange(
  house: House,
  member: SignedInMember,
  id: string,
  reason: string,
): Promise<Outcome<{ id: string }>> {
  const row = await findDeskChange(house.db.read, id);
  if (row === undefined || !mayDo(member, "manageDesks", row)) return NO_DESK_CHANGE;
  const words = reason.trim();
  if (words === "" || words.length > 500) return NO_REASON;
  const isDone = await decide(house, member, row, { stage: "declined", reason: words });
  return isDone ? { value: { id } } : MOVED_ON;
}

/** False when somebody else has decided meanwhile. */
async function decide(
  house: House,
  { id: actor }: SignedInMember,
  row: DeskChangeRow,
  to: { stage: "admitted" } | { stage: "declined"; reason: string },
): Promise<boolean> {
  const at = house.now().toISOString();
  const { id } = row;
  return await house.db.tx(async (queries) => {
    const decision = { ...to, decidedBy: actor, decidedAt: at };
    if (!(await updateDeskChange(queries, { id, stage: "submitted" }, decision))) return false;
    for (const of of concernedBy(storedChange(row))) {
      const act = `desk-change-${to.stage}` as const;
      await appendStaffEvent(queries, { at, act, actor, detail: id, ...of });
    }
    return true;
  });
}

function notWritten(fault: string) {
  return { field: "", message: `已经同意，但现在写不进公开内容，请稍后再写一次：${fault}` };
}

const OWN = refuse("conflict", [{ field: "", message: "自己提出的调整，要由另一人审核。" }]);
const MOVED_ON = refuse("conflict", [
  { field: "", message: "这项调整已经有人办过了，请刷新后再看。" },
]);
const NO_REASON = refuse("invalid", [
  { field: "reason", message: "请写明退回的理由，最长500个字。" },
]);
