import type { Problem } from "./problem.ts";
import { type Authorised, mayDoSomewhere, type Permission } from "./staff-role.ts";
import { actOf } from "./tip-act.ts";

/**
 * What is done to every chosen tip of an inbox: an act, or a matter of the desk. Either is recorded
 * with one note: the reporter reads that of an act, the desks alone that of a matter of theirs.
 */
export interface Several {
  chosen: readonly ChosenTip[];
  act: { act: string; input: { note: string } } | null;
  work: Record<string, string | null>;
  note: string;
  /** What is missing for any of them. */
  problems: readonly Problem[];
}

/** A tip as it stood in the inbox when it was chosen; an act on a newer one is refused. */
export interface ChosenTip {
  reference: string;
  version: number;
}

/** Where what was refused leads. */
export const SEVERAL_FIELD = "several";

/** What can be done to several tips at once; each with what it takes of the form. */
export const SEVERAL = [
  { id: "admit", name: "受理", isAct: true },
  { id: "verify", name: "开始核查", isAct: true },
  { id: "take", name: "归我经办", isAct: false },
  { id: "assign", name: "分派给…", isAct: false },
  { id: "release", name: "不再分派", isAct: false },
  { id: "snooze", name: "暂缓到…", isAct: false },
  { id: "wake", name: "不再暂缓", isAct: false },
] as const;

/** What some of it cannot do without. */
const NEEDED: Readonly<Record<string, Problem>> = {
  assign: { field: "assignee", message: "请选分派给谁。" },
  snooze: { field: "until", message: "请填写暂缓到哪天。" },
};

/** What of it somebody may do at one of their desks at least. */
export function severalOf(member: Authorised) {
  const permissionOf = ({ id, isAct }: (typeof SEVERAL)[number]): Permission | null =>
    isAct ? (actOf(id)?.permission ?? null) : "readTip";
  return SEVERAL.filter((one) => {
    const permission = permissionOf(one);
    return permission !== null && mayDoSomewhere(member, permission);
  });
}

/** A chosen tip as the box in front of it carries it: `AK-2026-000123@4`. */
export function chosenTip({ reference, version }: ChosenTip): string {
  return `${reference}@${version}`;
}

/** Reads the form of an inbox; says what is missing before anything is done. */
export function readSeveral(form: FormData, memberId: string): Several {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const does = SEVERAL.find(({ id }) => id === text("does"));
  const chosen = does === undefined ? [] : form.getAll("chosen").slice(0, 100).map(readChosen);
  const work: Record<string, Record<string, string | null>> = {
    take: { assignee: memberId },
    assign: { assignee: text("assignee") },
    release: { assignee: null },
    snooze: { snoozedUntil: text("until") },
    wake: { snoozedUntil: null },
  };
  const needed = NEEDED[does?.id ?? ""];
  const isMissing = needed !== undefined && text(needed.field) === "";
  return {
    chosen,
    act: does?.isAct ? { act: does.id, input: { note: text("note") } } : null,
    work: work[does?.id ?? ""] ?? {},
    note: text("note"),
    problems: [
      ...(does !== undefined && chosen.length === 0 ? [NOTHING_CHOSEN] : []),
      ...(isMissing ? [needed] : []),
    ],
  };
}

const NOTHING_CHOSEN = {
  field: SEVERAL_FIELD,
  message: "还没有选中举报。在每件举报的编号前面打勾。",
};

/** Without a version the act is refused: 0 is none. */
function readChosen(value: FormDataEntryValue): ChosenTip {
  const [reference = "", version] = String(value).split("@");
  return { reference, version: Number(version) || 0 };
}
