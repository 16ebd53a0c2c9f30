/** What is done to every chosen tip of an inbox: an act with one note, or a matter of the desk. */
export interface Several {
  references: readonly string[];
  act: { act: string; input: { note: string } } | null;
  work: Record<string, string | null>;
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

/** Reads the form of an inbox; nothing chosen means nothing is done. */
export function readSeveral(form: FormData, memberId: string): Several {
  const text = (name: string) => String(form.get(name) ?? "");
  const references = form.getAll("reference").map(String).slice(0, 100);
  const chosen = SEVERAL.find(({ id }) => id === text("does"));
  const work: Record<string, Record<string, string | null>> = {
    take: { assignee: memberId },
    release: { assignee: null },
    snooze: { snoozedUntil: text("until") },
    wake: { snoozedUntil: null },
  };
  return {
    references: chosen === undefined ? [] : references,
    act: chosen?.isAct ? { act: chosen.id, input: { note: text("note") } } : null,
    work: work[chosen?.id ?? ""] ?? {},
  };
}
