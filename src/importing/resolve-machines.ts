import { type Equipment, equipmentLabel } from "#domain/equipment.ts";
import type { EnterpriseMatch, ImportProblem, MachineMatch, ReadCapacity } from "./import-draft.ts";
import { machineKey } from "./machine-key.ts";
import { findMachines } from "./match-machines.ts";
import { partsOf } from "./plain-text.ts";
import { problem, problemsAt } from "./problems.ts";
import type { Questions } from "./questions.ts";
import { placeOf, type ReadRow } from "./read-rows.ts";
import type { Register } from "./register.ts";

/** The machines of a row among those of its firm. `preferred`: those a published row names. */
export function resolveMachines(
  register: Register,
  questions: Questions,
  row: ReadRow,
  key: string,
  enterprise: EnterpriseMatch,
  preferred: readonly string[],
): { machines: MachineMatch[]; problems: ImportProblem[] } {
  const read = row.values.equipment?.value ?? [];
  const capacities = row.values.capacity?.value ?? [];
  const place = placeOf(row, "equipment");
  const known = enterprise.is === "known" ? (register.machinesOf.get(enterprise.id) ?? []) : [];
  const whole = known.filter(
    ({ id }) => preferred.includes(id) || known.every((machine) => machine.parent !== id),
  );
  const problems = strangeNumbers(row, known);
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
      problem("warning", place, `“${proposed.text}”分不清是登记的哪一台`, "回答它是哪一台"),
    );
    return { is: "asked", question };
  });
  return { machines, problems };
}

/** Numbers of machines (设备编号) that the firm has not. */
function strangeNumbers(row: ReadRow, known: readonly Equipment[]): ImportProblem[] {
  const numbers = partsOf(row.values.machineIds?.value ?? "");
  const strange = numbers.filter((number) => known.every(({ id }) => id !== number));
  if (strange.length === 0) return [];
  const message = `这家企业没有编号 ${strange.join("、")} 的设备`;
  const place = placeOf(row, "machineIds");
  return [problem("error", place, message, "照抄已公布的设备编号；新设备不写编号")];
}

/** Capacities belong to machines only where there is one for each. */
function capacityOf(
  capacities: readonly ReadCapacity[],
  machines: readonly unknown[],
  at: number,
): ReadCapacity | null {
  return capacities.length === machines.length ? (capacities[at] ?? null) : null;
}
