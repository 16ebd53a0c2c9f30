import { type Authorised, mayDoSomewhere, type Permission } from "./staff-role.ts";
import { actOf } from "./tip-act.ts";

/** What is done to every chosen tip of an inbox: an act with one note, or a matter of the desk. */
export interface Several {
  chosen: readonly ChosenTip[];
  act: { act: string; input: { note: string } } | null;
  work: Record<string, string | null>;
}

/** A tip as it stood in the inbox when it was chosen; an act on a newer one is refused. */
export interface ChosenTip {
  reference: string;
  version: number;
}

/** What can be done to several tips at once; each with what it takes of the form. */
export const SEVERAL = [
  { id: "admit", name: "受理", isAct: true },
  { id: "verify", name: "开始核查", isAct: true },
  { id: "take", name: "归我经办", isAct: false },
  { id: "release", name: "不再分派", isAct: false },
  { id: "snooze", name: "暂缓到", isAct: false },
  { id: "wake", name: "不再暂缓", isAct: false },
] as const;

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

/** Reads the form of an inbox; nothing chosen means nothing is done. */
export function readSeveral(form: FormData, memberId: string): Several {
  const text = (name: string) => String(form.get(name) ?? "");
  const does = SEVERAL.find(({ id }) => id === text("does"));
  const work: Record<string, Record<string, string | null>> = {
    take: { assignee: memberId },
    release: { assignee: null },
    snooze: { snoozedUntil: text("until") },
    wake: { snoozedUntil: null },
  };
  return {
    chosen: does === undefined ? [] : form.getAll("chosen").slice(0, 100).map(readChosen),
    act: does?.isAct ? { act: does.id, input: { note: text("note") } } : null,
    work: work[does?.id ?? ""] ?? {},
  };
}

/** Without a version the act is refused: 0 is none. */
function readChosen(value: FormDataEntryValue): ChosenTip {
  const [reference = "", version] = String(value).split("@");
  return { reference, version: Number(version) || 0 };
}
