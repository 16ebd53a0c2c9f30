import type { Acceptance } from "#domain/acceptance.ts";
import type { Aspect } from "#domain/aspect.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Enterprise } from "#domain/enterprise.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentEvent } from "#domain/equipment-state.ts";
import type { ListEntryVersion } from "#domain/list-entry.ts";
import type { Pledge } from "#domain/pledge.ts";
import type { Place } from "./place.ts";
import type { Random } from "./random.ts";
import type { Issue } from "./schedule.ts";

/** A row version before it stands in a file: sheet and row are known only there. */
export type UnplacedVersion = Omit<ListEntryVersion, "sheet" | "row" | "cells">;

/** A row of a list with its versions, and the issue it came out in. */
export interface Listing {
  kind: string;
  publisher: string;
  issue: Issue;
  versions: [UnplacedVersion, ...UnplacedVersion[]];
}

/** Everything that is told of one firm. */
export interface Life {
  readonly place: Place;
  readonly random: Random;
  readonly today: CalendarDate;
  /** In which standards it fails; a rectification settles it. */
  aspects: readonly Aspect[];
  /** What rows about its machines say when they say nothing else. */
  readonly remark: string | undefined;
  /** Days from sealing within which the machines must be gone. */
  readonly dismantleWithin: readonly [number, number];
  readonly enterprise: Enterprise;
  readonly equipment: Equipment[];
  readonly events: EquipmentEvent[];
  readonly acceptances: Acceptance[];
  readonly listings: Listing[];
  readonly pledges: Pledge[];
}

/** How a list prints machines in one cell: Φ2.2×7m球磨机2台；450m³高炉1座. */
export function printedEquipment(machines: readonly Equipment[]): string {
  return machines
    .map((machine) => `${machine.model}${machine.name}${machine.quantity}${machine.measureWord}`)
    .join("；");
}

/** How a list prints capacities in one cell, each with its own unit. */
export function printedCapacity(machines: readonly Equipment[]): string {
  return machines.map((machine) => `${machine.capacityValue}${machine.capacityUnit}`).join("；");
}
