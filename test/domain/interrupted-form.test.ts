import { expect, test } from "vitest";
import { interruptedForm } from "#domain/interrupted-form.ts";

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test("a form that was interrupted gives back every field, and the sentences to be read", () => {
  const fields = [
    ["does", "message"],
    ["text", "请问大门朝哪边？\n夜里有人吗？"],
    ["exclude", "miit"],
    ["exclude", "ecology"],
  ] as const;
  expect(interruptedForm(formOf(fields))).toEqual({
    fields: fields.map(([name, value]) => ({ name, value })),
    words: ["请问大门朝哪边？\n夜里有人吗？"],
  });
});

test.each(["password", "repeated", "current", "oneTimeCode", "code"])(
  "a form with a secret (%s) is never shown again",
  (secret) => {
    expect(
      interruptedForm(
        formOf([
          ["note", "说明"],
          [secret, "x"],
        ]),
      ),
    ).toBeNull();
  },
);

test("what was written of a check on site counts, down to the notes about each machine", () => {
  const fields = [
    ["place", "院内东侧厂房"],
    ["machines.1.what", "中频炉"],
    ["machines.1.powerCut", "yes"],
    ["machines.1.note", "电缆还在"],
  ] as const;
  expect(interruptedForm(formOf(fields))?.words).toEqual(["院内东侧厂房", "中频炉", "电缆还在"]);
});

test("a form in which nothing was written leads to signing in alone", () => {
  expect(
    interruptedForm(
      formOf([
        ["assignee", "m1"],
        ["note", "  "],
      ]),
    ),
  ).toBeNull();
});
