import { type Equipment, equipmentLabel } from "#domain/equipment.ts";
import type { ReadMachine } from "./import-draft.ts";
import { machineKey, spelled } from "./machine-key.ts";
import type { CellNote } from "./reading.ts";

/** One machine of a row: found among those of the firm, not known yet, or doubtful. */
export type MachineFinding =
  | { is: "known"; machine: Equipment; notes: CellNote[] }
  | { is: "doubt"; machines: readonly Equipment[] }
  | { is: "unknown" };

/**
 * Finds the machines of a row among those of its firm, each at most once. `preferred` are those
 * the published row names: among alike ones they are meant.
 */
export function findMachines(
  read: readonly ReadMachine[],
  known: readonly Equipment[],
  preferred: readonly string[],
): MachineFinding[] {
  const free = new Set(known);
  return read.map((machine) => {
    const finding = findMachine(machine, [...free], preferred);
    if (finding.is === "known") free.delete(finding.machine);
    return finding;
  });
}

function findMachine(
  read: ReadMachine,
  known: readonly Equipment[],
  preferred: readonly string[],
): MachineFinding {
  const alike = known.filter((machine) => machineKey(machine) === machineKey(read));
  if (alike.length > 0) return choose(read, alike, preferred, []);
  if (read.model === null) {
    const sameName = known.filter((machine) => spelled(machine.name) === spelled(read.name));
    return sameName.length === 0
      ? { is: "unknown" }
      : choose(read, sameName, preferred, [
          {
            severity: "warning",
            message: `“${read.text}”没有写型号，按名称对应到登记的设备`,
            remedy: "写上型号，好逐台对应",
          },
        ]);
  }
  const sameModel = known.filter(
    (machine) => spelled(machine.model ?? "") === spelled(read.model ?? ""),
  );
  return sameModel.length === 0 ? { is: "unknown" } : { is: "doubt", machines: sameModel };
}

/** Of several alike ones: the published ones, then those of the same number; else it is asked. */
function choose(
  read: ReadMachine,
  machines: readonly Equipment[],
  preferred: readonly string[],
  notes: CellNote[],
): MachineFinding {
  const filters = [
    (machine: Equipment) => preferred.includes(machine.id),
    (machine: Equipment) => machine.quantity === read.quantity,
  ];
  const left = filters.reduce((some, holds) => {
    const fewer = some.filter(holds);
    return fewer.length > 0 ? fewer : some;
  }, machines);
  const [machine] = left;
  if (machine === undefined) return { is: "unknown" };
  const isPublished = preferred.includes(machine.id);
  if (left.length > 1 && !isPublished) return { is: "doubt", machines: left };
  return { is: "known", machine, notes: [...notes, ...quantityNotes(read, machine)] };
}

function quantityNotes(read: ReadMachine, machine: Equipment): CellNote[] {
  if (read.quantity === null || read.quantity === machine.quantity) return [];
  return [
    {
      severity: "warning",
      message: `登记的是“${equipmentLabel(machine)}”，这里写“${read.text}”`,
      remedy: "核对数量；只处理其中几台的，先在登记里拆分",
    },
  ];
}
