import { equipmentLabel } from "#domain/equipment.ts";
import type { EnterpriseMatch, ImportProblem, MachineMatch, ReadCapacity } from "./import-draft.ts";
import { machineKey } from "./machine-key.ts";
import { findEnterprise, namedEnterprise, newEnterpriseKey } from "./match-enterprise.ts";
import { findMachines } from "./match-machines.ts";
import { compact } from "./plain-text.ts";
import { problem, problemsAt } from "./problems.ts";
import type { Questions } from "./questions.ts";
import { columnOf, type ReadRow } from "./read-rows.ts";
import type { Register, StandingEntry } from "./register.ts";

/** A row with its firm and machines, as far as they can be told without asking. */
export interface ResolvedRow extends ReadRow {
  key: string;
  enterprise: EnterpriseMatch;
  machines: MachineMatch[];
}

/**
 * Tells whom and what a row is about. `published`: the row of the list it names by its number;
 * `claimed`: rows of the list that earlier rows of the file continue.
 */
export function resolveRow(
  register: Register,
  questions: Questions,
  row: ReadRow,
  published: StandingEntry | undefined,
  claimed: ReadonlyMap<string, string>,
): ResolvedRow {
  const key = `${row.sheet}!${row.row}`;
  const firm = resolveEnterprise(register, questions, row, key, published);
  const restated = published ? [published] : restatedEntries(register, firm.enterprise, claimed);
  const preferred = restated.flatMap((entry) => entry.latest.equipment);
  const machines = resolveMachines(register, questions, row, key, firm.enterprise, preferred);
  return {
    ...row,
    key,
    enterprise: firm.enterprise,
    machines: machines.machines,
    problems: [...row.problems, ...firm.problems, ...machines.problems],
  };
}

function resolveEnterprise(
  register: Register,
  questions: Questions,
  row: ReadRow,
  key: string,
  published: StandingEntry | undefined,
): { enterprise: EnterpriseMatch; problems: ImportProblem[] } {
  const named = namedEnterprise(row.values);
  if (named === null) return { enterprise: { is: "none" }, problems: [] };
  const listed = register.enterprises.get(published?.latest.enterprise ?? "");
  const names = [listed?.name, ...(listed?.formerNames ?? []), published?.latest.rawEnterprise];
  if (listed && names.some((name) => compact(name ?? "") === compact(named.name)))
    return { enterprise: { is: "known", id: listed.id, by: "entry" }, problems: [] };
  const place = { sheet: row.sheet, row: row.row, column: columnOf(row.values, "name") };
  const found = findEnterprise(register, named);
  const proposed = {
    key: newEnterpriseKey(named),
    name: named.name.trim(),
    creditCode: named.creditCode,
    area: named.area,
    address: row.values.address?.value ?? null,
    industry: row.values.industry?.value ?? null,
  };
  if (found.is === "known")
    return {
      enterprise: { is: "known", id: found.id, by: found.by },
      problems: problemsAt(place, found.notes),
    };
  if (found.is === "unknown") return { enterprise: { is: "new", proposed }, problems: [] };
  const question = `enterprise:${proposed.key}`;
  const answer = questions.ask(
    {
      id: question,
      about: "enterprise",
      text: `“${named.name}”是不是登记过的企业？`,
      candidates: found.candidates.map(({ firm, reasons }) => ({
        id: firm.id,
        label: `${firm.name}（${areaNameOf(register, firm.area)}，${firm.creditCode ?? "没有登记信用代码"}）`,
        reasons,
      })),
    },
    key,
  );
  if (answer === "new") return { enterprise: { is: "new", proposed }, problems: [] };
  if (answer !== null)
    return { enterprise: { is: "known", id: answer, by: "answer" }, problems: [] };
  const doubt = `“${named.name}”像是登记过的企业，要由人确认`;
  return {
    enterprise: { is: "asked", question },
    problems: [problem("warning", place, doubt, `回答问题 ${question}，或者写上信用代码`)],
  };
}

/** Rows of this list about the firm that nobody has continued yet: the file may restate one. */
function restatedEntries(
  register: Register,
  enterprise: EnterpriseMatch,
  claimed: ReadonlyMap<string, string>,
): StandingEntry[] {
  if (enterprise.is !== "known") return [];
  const entries = register.entriesOf.get(enterprise.id) ?? [];
  return entries.filter(({ entry, isShown }) => isShown && !claimed.has(entry));
}

function areaNameOf({ place }: Register, id: string): string {
  return place.areas.find((area) => area.id === id)?.name ?? id;
}

function resolveMachines(
  register: Register,
  questions: Questions,
  row: ReadRow,
  key: string,
  enterprise: EnterpriseMatch,
  preferred: readonly string[],
): { machines: MachineMatch[]; problems: ImportProblem[] } {
  const read = row.values.equipment?.value ?? [];
  const capacities = row.values.capacity?.value ?? [];
  const place = { sheet: row.sheet, row: row.row, column: columnOf(row.values, "equipment") };
  const known = enterprise.is === "known" ? (register.machinesOf.get(enterprise.id) ?? []) : [];
  const whole = known.filter(
    ({ id }) => preferred.includes(id) || known.every((machine) => machine.parent !== id),
  );
  const problems: ImportProblem[] = [];
  const machines = findMachines(read, whole, preferred).map((found, at): MachineMatch => {
    const proposed = read[at] ?? {
      text: "",
      name: "",
      model: null,
      quantity: null,
      measureWord: null,
    };
    const fresh: MachineMatch = {
      is: "new",
      proposed,
      capacity: capacityOf(capacities, read, at),
    };
    if (found.is === "unknown") return fresh;
    if (found.is === "known") {
      problems.push(...problemsAt(place, found.notes));
      return { is: "known", id: found.machine.id };
    }
    const owner = enterprise.is === "known" ? enterprise.id : "";
    const question = `equipment:${owner}/${machineKey(proposed)}`;
    const answer = questions.ask(
      {
        id: question,
        about: "equipment",
        text: `“${proposed.text}”是登记的哪一台？`,
        candidates: found.machines.map((machine) => ({
          id: machine.id,
          label: equipmentLabel(machine),
          reasons: ["型号相同"],
        })),
      },
      key,
    );
    if (answer === "new") return fresh;
    if (answer !== null) return { is: "known", id: answer };
    problems.push(
      problem("warning", place, `“${proposed.text}”分不清是登记的哪一台`, `回答问题 ${question}`),
    );
    return { is: "asked", question };
  });
  return { machines, problems };
}

/** Capacities belong to machines only where there is one for each. */
function capacityOf(
  capacities: readonly ReadCapacity[],
  machines: readonly unknown[],
  at: number,
): ReadCapacity | null {
  return capacities.length === machines.length ? (capacities[at] ?? null) : null;
}
