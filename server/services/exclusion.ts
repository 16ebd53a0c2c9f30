import { forebearsOf } from "#domain/standing-department.ts";
import type { House } from "./house.ts";
import { exclusionMacOf } from "./tip-envelope.ts";

/**
 * Tells whether the reporter of a tip keeps a department out, or a dissolved one whose work it took
 * over: its people are there now. `macs`: the exclusions of the tip.
 */
export function exclusionOf(
  house: House,
  { id, jurisdiction }: { id: string; jurisdiction: string },
  macs: readonly string[],
): (department: string) => boolean {
  if (macs.length === 0) return () => false;
  const place = house.snapshot().jurisdictions.find((entry) => entry.id === jurisdiction);
  const on = house.today();
  return (department) =>
    forebearsOf(place?.departments ?? [], department, on).some((one) =>
      house.keyring.macKeys.some((key) => macs.includes(exclusionMacOf(key, id, one))),
    );
}
