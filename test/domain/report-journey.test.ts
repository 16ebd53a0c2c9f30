import { expect, test } from "vitest";
import {
  detailField,
  emptyDraft,
  filingOf,
  proofOf,
  readProof,
  withAnswers,
} from "#domain/report-draft.ts";
import { REPORT_STEPS, stepAfter } from "#domain/report-journey.ts";
import { contradictionsOf, fieldProblems, stepWithProblem } from "#domain/report-problems.ts";

function formOf(answers: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(answers)) form.set(name, value);
  return form;
}

/** A draft in which the pages were answered one after the other. */
function draftOf(answers: Record<string, string>) {
  return REPORT_STEPS.reduce((draft, { id, fields }) => {
    const asked: readonly string[] = fields;
    const own = Object.entries(answers).filter(
      ([name]) => asked.includes(name) || (id === "seen" && name.startsWith("details.")),
    );
    return withAnswers(draft, id, formOf(Object.fromEntries(own)));
  }, emptyDraft("fresh-token"));
}
const proof = (answers: Record<string, string>) => proofOf(readProof(formOf(answers)));

test("unanswered questions are absent from the filing", () => {
  expect(filingOf(draftOf({ jurisdiction: "ankang" }))).toEqual({
    jurisdiction: "ankang",
    exclude: [],
  });
});

test("where it is goes along, whether or not the name of the place is known", () => {
  const address = "三号路口往北，水塔旁";
  const subjectOf = (answers: Record<string, string>) => filingOf(draftOf(answers)).subject;
  expect(subjectOf({ about: "unknown", name: "", address })).toEqual({ unknown: true, address });
  expect(subjectOf({ about: "named", name: "某厂", address })).toEqual({ name: "某厂", address });
  expect(subjectOf({ about: "unknown", name: "", address: " " })).toEqual({ unknown: true });
});

test("the answers make the filing that the API takes", () => {
  const draft = draftOf({
    jurisdiction: "ankang",
    category: "restart",
    about: "named",
    name: "某厂",
    address: " ",
    description: "夜里生产",
    isOngoing: "no",
    as: "named",
    reporterName: "张三",
    reporterPhone: "13800000000",
  });
  expect(filingOf(draft)).toEqual({
    jurisdiction: "ankang",
    category: "restart",
    subject: { name: "某厂" },
    description: "夜里生产",
    isOngoing: false,
    reporter: { as: "named", name: "张三", phone: "13800000000" },
    exclude: [],
  });
});

test("every department that is ticked is kept out, by its whole id", () => {
  const form = formOf({ as: "anonymous" });
  for (const id of ["industry", "market", "safety"]) form.append("exclude", id);
  const draft = withAnswers(emptyDraft("fresh-token"), "you", form);
  expect(filingOf(draft).exclude).toEqual(["industry", "market", "safety"]);
});

test("a page changes its own answers and no others", () => {
  const draft = draftOf({ jurisdiction: "ankang", description: "夜里生产", as: "anonymous" });
  const changed = withAnswers(draft, "you", formOf({ as: "named", description: "canary" }));
  expect(changed).toMatchObject({ description: "夜里生产", as: "named", token: "fresh-token" });
});

test("answers to the questions of a category are part of the filing, until it is another", () => {
  const draft = draftOf({ category: "ditiaogang", [detailField("furnace-count")]: "三台" });
  expect(filingOf(draft)).toMatchObject({
    answers: [{ question: "furnace-count", answer: "三台" }],
  });
  const other = withAnswers(draft, "what", formOf({ category: "noise" }));
  expect(filingOf(other)).not.toHaveProperty("answers");
});

test("a draft stays short, whatever a form sends, and holds no control characters", () => {
  const form = formOf({ description: "字".repeat(50_000), kind: "\0\u0007a\uD800" });
  for (let count = 0; count < 300; count += 1)
    form.set(`details.q${count}`, "\u0001字".repeat(5000));
  const draft = withAnswers(emptyDraft("t"), "seen", form);
  expect(JSON.stringify(draft).length).toBeLessThan(16_000);
  expect(draft.kind).toBe("a\uFFFD");
});

test("a problem leads to the first page that asks for its field", () => {
  const problems = fieldProblems(
    [
      { field: "reporter.phone", message: "…" },
      { field: "subject.name", message: "…" },
    ],
    emptyDraft("t"),
  );
  expect(problems.map(({ field }) => field)).toEqual(["reporterPhone", "name"]);
  expect(stepWithProblem(problems)).toBe("whom");
  expect(stepWithProblem(fieldProblems([{ field: "proof", message: "…" }], emptyDraft("t")))).toBe(
    "check",
  );
});

test("what was typed beside an answer that has no room for it is not dropped without a word", () => {
  const told = (answers: Record<string, string>) =>
    contradictionsOf(draftOf(answers)).map(({ field }) => field);
  expect(told({ about: "listed", enterprise: "e-1", name: "另一家厂" })).toEqual(["about"]);
  expect(told({ about: "listed", enterprise: "e-1", address: "河东" })).toEqual(["about"]);
  expect(told({ about: "unknown", name: "某厂" })).toEqual(["about"]);
  expect(told({ as: "anonymous", reporterPhone: "13900000001" })).toEqual(["as"]);
  expect(told({ about: "unknown", address: "河东", as: "anonymous" })).toEqual([]);
  expect(told({ about: "named", name: "某厂", as: "named", reporterName: "王五" })).toEqual([]);
});

test("pages follow each other, and the ends hold", () => {
  expect(REPORT_STEPS.map((step) => stepAfter(step.id, 1))).toEqual([
    "what",
    "whom",
    "seen",
    "evidence",
    "you",
    "check",
    "check",
  ]);
  expect(stepAfter("place", -1)).toBe("place");
});

test("the widget comes first, then the work of the browser, then the question", () => {
  const question = { question: "q", answer: "", website: "" };
  const all = { ...question, altcha: "work", turnstile: "token" };
  expect(proof(all)).toEqual({ turnstile: "token" });
  expect(proof({ ...all, turnstile: "" })).toEqual({ altcha: "work" });
  expect(proof({ ...question, answer: "7" })).toEqual({ ...question, answer: "7" });
});

test("whoever answers the question because the widget failed is not sent back to the widget", () => {
  const answered = { question: "q", answer: "7", website: "", turnstile: "token" };
  expect(proof(answered)).toEqual({ question: "q", answer: "7", website: "" });
});
