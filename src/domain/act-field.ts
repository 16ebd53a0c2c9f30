import type { ActNeed } from "./tip-act.ts";
import { FINDINGS } from "./tip-status.ts";

/** How the form of an act asks for what the act needs. */
export type ActField =
  | { name: ActNeed; label: string; as: "text"; hint?: string }
  | { name: ActNeed; label: string; as: "line"; hint?: string }
  | { name: ActNeed; label: string; as: "date" }
  | { name: ActNeed; label: string; as: "choice"; options: readonly Option[] };
interface Option {
  value: string;
  label: string;
}

interface Place {
  /** Those that stand. */
  departments: readonly { id: string; name: string }[];
}

/** The fields of an act, those it needs first, with the note always there. */
export function actFields(needs: readonly ActNeed[], place: Place): ActField[] {
  const fields: Readonly<Record<ActNeed, ActField>> = {
    note: {
      name: "note",
      label: "说明",
      as: "text",
      hint: "举报人会看到。不要写其他人的姓名、电话。",
    },
    ground: { name: "ground", label: "依据", as: "line", hint: "法律、文件的名称和条款。" },
    elsewhere: { name: "elsewhere", label: "举报人还可以到哪里反映", as: "line" },
    department: {
      name: "department",
      label: "部门",
      as: "choice",
      options: place.departments.map(({ id, name }) => ({ value: id, label: name })),
    },
    finding: {
      name: "finding",
      label: "核查结论",
      as: "choice",
      options: FINDINGS.map(({ id, name }) => ({ value: id, label: name })),
    },
    checkedOn: { name: "checkedOn", label: "核查日期", as: "date" },
    until: { name: "until", label: "延长到", as: "date" },
    into: {
      name: "into",
      label: "并入哪件举报",
      as: "line",
      hint: "写编号，例如 AK-2026-000123。",
    },
  };
  return [...new Set<ActNeed>([...needs, "note"])].map((need) => fields[need]);
}

/** What was sent with an act, without what was left empty. */
export function actInput(form: FormData): Record<string, string | number> {
  const given = [...form.entries()].filter(
    ([name, value]) =>
      !NOT_INPUT.includes(name) && typeof value === "string" && value.trim() !== "",
  ) as [string, string][];
  return Object.fromEntries(
    given.map(([name, value]) => [name, name === "version" ? Number(value) : value]),
  );
}

const NOT_INPUT = ["does", "act", "masking"];
