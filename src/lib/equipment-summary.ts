import type { EquipmentLine } from "#domain/enterprise-sheet.ts";
import { EQUIPMENT_STATES } from "#domain/equipment-state.ts";

/** Machines counted by state, in the order of the table of states; split ones count as children. */
export function countByState(lines: readonly EquipmentLine[]) {
  const counted = lines.filter((line) => line.splitInto.length === 0);
  return EQUIPMENT_STATES.map((state) => ({
    ...state,
    count: counted.filter((line) => line.state === state.id).length,
  })).filter((state) => state.count > 0);
}
