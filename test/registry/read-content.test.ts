import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { BROKEN } from "./broken-content.ts";

let content: ContentCopy;
beforeEach(() => {
  content = copyContent();
});
afterEach(() => content.discard());

test("the small content of the tests is sound", () => {
  const { snapshot, problems } = readContent(content.root);
  expect(problems).toEqual([]);
  expect(snapshot?.enterprises.map((enterprise) => enterprise.id)).toEqual([
    "lanhe-e1",
    "lanhe-e2",
  ]);
});

test("the content of this repository has no errors", () => {
  const errors = readContent("content").problems.filter((problem) => problem.severity === "error");
  expect(errors).toEqual([]);
});

test("at least forty kinds of broken content are told apart", () => {
  expect(BROKEN.length).toBeGreaterThanOrEqual(40);
  expect(new Set(BROKEN.map((broken) => broken.name)).size).toBe(BROKEN.length);
});

describe("refuses with file, line, field and remedy", () => {
  test.each(BROKEN)("$name", ({ spoil, file, line, field, message, severity }) => {
    spoil(content);
    const { snapshot, problems } = readContent(content.root);
    const found = problems.find(
      (problem) =>
        problem.file === file &&
        message.test(problem.message) &&
        (field === undefined || problem.field === field),
    );
    expect(found, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(found).toMatchObject({ line, severity: severity ?? "error" });
    expect(found?.remedy).not.toBe("");
    expect(snapshot === undefined).toBe(severity !== "warning");
  });
});

test("says everything that is wrong in one go", () => {
  const several = BROKEN.filter((broken) =>
    [
      "a date that does not exist",
      "an id that was never registered",
      "a column that is missing",
    ].includes(broken.name),
  );
  for (const broken of several) broken.spoil(content);
  const { problems } = readContent(content.root);
  for (const broken of several)
    expect(
      problems.some((problem) => broken.message.test(problem.message)),
      broken.name,
    ).toBe(true);
});

test("one wrong entry of a list is told alone, not with everything that names the right ones", () => {
  content.replace(
    "list-kinds.yaml",
    "- id:",
    "- { id: noise, name: 噪声名单, tone: neutral }\n- id:",
  );
  const { snapshot, problems } = readContent(content.root);
  expect(snapshot).toBeUndefined();
  expect(problems.map(({ field }) => field.split(".")[1])).toEqual([
    "explanation",
    "rowSubject",
    "hasTerm",
  ]);
});

test("an id given twice is told with the place of the first", () => {
  content.replace(
    "jurisdictions/lanhe/departments.yaml",
    "id: landong-government",
    "id: government",
  );
  const { problems } = readContent(content.root);
  expect(problems.map(({ message }) => message).join()).toMatch(
    /government 重复：content\/jurisdictions\/lanhe\/departments.yaml:\d+ 已经有了/,
  );
});

test("a folder that is not there is told, not thrown", () => {
  const { snapshot, problems } = readContent(`${content.root}/nowhere`);
  expect(snapshot).toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
});
