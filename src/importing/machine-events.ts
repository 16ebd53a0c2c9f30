import type { EquipmentEvent, EquipmentEventKind } from "#domain/equipment-state.ts";
import { MACHINE_DAYS, type MachineDay } from "#domain/machine-day.ts";
import type { DraftValues, RowDifference } from "./import-draft.ts";

/** A day that a row gives. */
export interface GivenEvent {
  field: MachineDay;
  event: EquipmentEventKind;
  day: string;
}

/** The days that a row gives, in the order of the table. */
export function givenEvents(values: DraftValues): GivenEvent[] {
  return MACHINE_DAYS.flatMap(([field, event]) => {
    const day = values[field]?.value ?? null;
    return day === null ? [] : [{ field, event, day }];
  });
}

/**
 * What a given day is to what is known of one machine: there already, new, or said otherwise before.
 * A restart begins anew: a seal after it is another one and leaves the older on record.
 */
export function heldAgainst(
  known: readonly EquipmentEvent[],
  { event, day }: GivenEvent,
): "known" | "new" | { corrects: EquipmentEvent } {
  const same = known.filter((entry) => entry.event === event);
  if (same.some((entry) => entry.on === day)) return "known";
  const restart = latest(known.filter((entry) => entry.event === "restarted"))?.on ?? "";
  const last = latest(same);
  return last === undefined || last.on < restart ? "new" : { corrects: last };
}

/** The days of a row against all of its machines. */
export function eventFindings(
  values: DraftValues,
  machines: readonly (readonly EquipmentEvent[])[],
): { isAdded: boolean; differences: RowDifference[] } {
  let isAdded = false;
  const differences = new Map<string, RowDifference>();
  for (const given of givenEvents(values))
    for (const known of machines) {
      const held = heldAgainst(known, given);
      if (held === "new") isAdded = true;
      else if (held !== "known") {
        const before = held.corrects.on;
        differences.set(`${given.field} ${before}`, {
          field: given.field,
          before,
          after: given.day,
        });
      }
    }
  return { isAdded, differences: [...differences.values()] };
}

function latest(events: readonly EquipmentEvent[]): EquipmentEvent | undefined {
  return [...events].sort((a, b) => a.on.localeCompare(b.on)).at(-1);
}
