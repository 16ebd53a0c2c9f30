import type { Problem } from "#domain/problem.ts";
import type { House } from "./house.ts";
import { readFiling } from "./read-filing.ts";

/** Everything wrong with a filing so far; nothing is stored. */
export function checkFiling(house: House, input: unknown): Problem[] {
  const reading = readFiling(input, house.snapshot(), house.today());
  return "problems" in reading ? reading.problems : [];
}
