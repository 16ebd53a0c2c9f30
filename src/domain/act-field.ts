import { CHECK_WAYS } from "./check-way.ts";
import { closingChecks } from "./closing-check.ts";
import { MEASURES } from "./measure.ts";
import type { ActNeed } from "./tip-act-table.ts";
import { FINDINGS, type Finding } from "./tip-status.ts";

/** What a form asks: what the act needs, and what only some answers need. */
type FieldName = ActNeed | "noVisit" | "caseNumber";

/** How the form of an act asks for what the act needs. */
export type ActField =
  | { name: FieldName; label: string; as: "text"; hint?: string }
  | { name: FieldName; label: string; as: "line"; hint?: string }
  | { name: FieldName; label: string; as: "date"; hint?: string }
  | { name: FieldName; label: string; as: "choice"; options: readonly Option[] }
  | { name: FieldName; label: string; as: "checks"; options: readonly Option[] };
interface Option {
  value: string;
  label: string;
}

interface Place {
  /** Those that stand. */
  departments: readonly { id: string; name: string }[];
}

/** What is asked beside a field, since some answers to it need more. */
const BESIDE: Readonly<Partial<Record<ActNeed, FieldName>>> = {
  checkedHow: "noVisit",
  measures: "caseNumber",
};

/** The fields of an act on a tip with this finding, what is chosen first and the note, which is always there, last. */
export function actFields(
  needs: readonly ActNeed[],
  place: Place,
  finding: Finding | null,
): ActField[] {
  const fields: Readonly<Record<FieldName, ActField>> = {
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
    checkedHow: {
      name: "checkedHow",
      label: "核查方式",
      as: "choice",
      options: CHECK_WAYS.map(({ id, name }) => ({ value: id, label: name })),
    },
    noVisit: {
      name: "noVisit",
      label: "没有到现场核查的原因",
      as: "text",
      hint: "选“现场核查”的不写。其他的写明为什么没有去，结论凭的是哪些材料；举报人会看到。",
    },
    checkedOn: {
      name: "checkedOn",
      label: "核查日期",
      as: "date",
      hint: "现场核查的，要与核查记录上的日期一致。",
    },
    measures: {
      name: "measures",
      label: "采取的措施",
      as: "checks",
      options: MEASURES.map(({ id, name }) => ({ value: id, label: name })),
    },
    caseNumber: {
      name: "caseNumber",
      label: "公安机关的案件编号",
      as: "line",
      hint: "移送公安机关的才写，只写编号。",
    },
    checklist: {
      name: "checklist",
      label: "办结前逐项核对",
      as: "checks",
      options: closingChecks(finding).map(({ id, name }) => ({ value: id, label: name })),
    },
    until: { name: "until", label: "延长到", as: "date" },
    doneBy: {
      name: "doneBy",
      label: "请在哪一天以前完成",
      as: "date",
      hint: "文件未规定，由本部门定。",
    },
    into: {
      name: "into",
      label: "并入哪件举报",
      as: "line",
      hint: "写编号，例如 AK-2026-000123。",
    },
  };
  return fieldNames(needs).map((name) => fields[name]);
}

/** The fields that belong to what an act needs, the note last. */
export function fieldNames(needs: readonly ActNeed[]): FieldName[] {
  const names = needs.flatMap((need) => [need, BESIDE[need] ?? need]);
  const chosen = new Set<FieldName>(names.filter((name) => name !== "note"));
  return [...chosen, "note"];
}

/** What was sent with an act, without what was left empty. */
export function actInput(form: FormData): Record<string, string | number | string[]> {
  const given = [...form.entries()].filter(
    ([name, value]) =>
      !NOT_INPUT.includes(name) && typeof value === "string" && value.trim() !== "",
  ) as [string, string][];
  return Object.fromEntries(
    given.map(([name, value]) => [name, READ_AS[name]?.(value, form) ?? value]),
  );
}

/** Fields that are not one text. */
const READ_AS: Readonly<Record<string, (value: string, form: FormData) => number | string[]>> = {
  version: Number,
  checklist: (_, form) => form.getAll("checklist").map(String),
  measures: (_, form) => form.getAll("measures").map(String),
};

const NOT_INPUT = ["does", "act", "masking", "seen"];
