import { expect, test } from "vitest";
import { IMPORT_FIELDS, RESTRICTED_FIELDS } from "#domain/import-field.ts";
import { headingIndex, useOf } from "#importing/headings.ts";
import type { DraftValues } from "#importing/import-draft.ts";
import { RestrictedRecord } from "#importing/restricted.ts";
import { CONTENT } from "./reading.ts";

test("a row of a draft has no field for what is restricted", () => {
  const values: DraftValues = {};
  // @ts-expect-error a telephone number has no place in a row
  expect(values.phone).toBeUndefined();
  const names = Object.keys(IMPORT_FIELDS);
  expect(Object.keys(RESTRICTED_FIELDS).filter((name) => names.includes(name))).toEqual([]);
});

test("a record of restricted values writes out none of them, whichever way", () => {
  const record = new RestrictedRecord("附表1", 3, [
    { field: "phone", cell: "B3", text: "13812345678" },
  ]);
  const written = [
    JSON.stringify({ record }),
    String(Object.values(record)),
    JSON.stringify(structuredClone(record)),
    JSON.stringify({ ...record }),
  ];
  for (const text of written) expect(text).not.toContain("13812345678");
  expect(record.reveal()).toHaveLength(1);
});

test("every field that a place marks as restricted is restricted on its sheet, and no other way", () => {
  const index = headingIndex(CONTENT.importing.headers);
  const marked = CONTENT.jurisdictions.flatMap((place) =>
    place.forms.flatMap((form) => {
      const template = CONTENT.importing.templates.find((entry) => entry.form === form.id);
      const columns = template ? [...template.labels, ...template.columns] : [];
      return form.fields
        .filter((field) => field.isRestricted)
        .map(({ name }) => ({
          name,
          column: columns.find(({ heading }) => heading.replace(/（[人万元]+）$/, "") === name),
        }));
    }),
  );
  expect(marked.length).toBeGreaterThan(15);
  for (const { name, column } of marked) {
    expect(column, name).toMatchObject({ restricted: expect.any(String) });
    expect(column?.field, name).toBeUndefined();
    expect(useOf(index, name)?.is ?? "restricted", name).toBe("restricted");
  }
});

test("what is published of this repository holds no number of a telephone or identity card", () => {
  const texts = CONTENT.lists.flatMap(({ versions }) =>
    versions.flatMap(({ ground, remark, subject }) => [ground, remark, subject]),
  );
  const numbers = texts.filter((text) => /1[3-9]\d{9}|\d{17}[\dX]/.test(text ?? ""));
  expect(numbers).toEqual([]);
});
