import { expect, test } from "vitest";
import { creditCodeFaults } from "#domain/credit-code.ts";

test.each([
  ["91350100M000100Y43", []],
  ["91350100M000100Y4X", ["check"]],
  ["91350100M000100Y4Z", ["alphabet"]],
  ["9135010", ["length"]],
  // Real codes that fail the last character and hold the one of the organisation code.
  ["91350211M0000XUF46", ["check"]],
  ["91350100M0001TGQXM", ["check"]],
])("%s has the faults %j", (code, faults) => expect(creditCodeFaults(code)).toEqual(faults));
