import type { EquipmentEventKind } from "./equipment-state.ts";
import type { ImportFieldName } from "./import-field.ts";

/** Columns of a sheet that hold a day in the life of a machine, and the event each stands for. */
export const MACHINE_DAYS = [
  ["stoppedOn", "stopped"],
  ["waterCutOn", "waterCut"],
  ["powerCutOn", "powerCut"],
  ["driveRemovedOn", "driveRemoved"],
  ["sealedOn", "sealed"],
  ["dismantledOn", "dismantled"],
] as const satisfies readonly (readonly [ImportFieldName, EquipmentEventKind])[];
export type MachineDay = (typeof MACHINE_DAYS)[number][0];
