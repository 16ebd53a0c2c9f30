import { type TimeLimit, timeLimit } from "#domain/time-limit.ts";

/** A limit for tests: ten working days of verification from the transfer, unless said otherwise. */
export function limit(more: Partial<TimeLimit> = {}): TimeLimit {
  const plain = timeLimit.parse({
    id: "a",
    step: "verification",
    length: 10,
    unit: "working-days",
    start: "transferred",
    isDefault: true,
    basis: "试验",
    activeFrom: "2020-01-01",
  });
  return { ...plain, ...more };
}
