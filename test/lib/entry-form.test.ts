import { expect, test } from "vitest";
import { entryInput } from "#lib/entry-form.ts";

function subjectOf(name: string, address: string) {
  const form = new FormData();
  form.set("name", name);
  form.set("address", address);
  return entryInput(form).subject;
}

test("the place that a caller names is entered, whether or not they know the enterprise", () => {
  expect(subjectOf("", "三号路口")).toEqual({ unknown: true, address: "三号路口" });
  expect(subjectOf("某厂", "三号路口")).toEqual({ name: "某厂", address: "三号路口" });
  expect(subjectOf(" ", "")).toEqual({ unknown: true });
});
