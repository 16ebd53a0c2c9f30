import { numberText } from "#lib/format.ts";
import { fromParams } from "#search/address.ts";
import type { Facet } from "#search/record.ts";
import type { Question } from "./query-href.ts";

/** The parts of the search page that change. */
export type Parts = ReturnType<typeof partsOf>;

export function partsOf(page: HTMLElement) {
  const find = <Part extends Element>(selector: string): Part => {
    const part = page.querySelector<Part>(selector);
    if (part === null) throw new Error(`the search page has no ${selector}`);
    return part;
  };
  return {
    form: find<HTMLFormElement>("form"),
    box: find<HTMLInputElement>("[name=q]"),
    title: find<HTMLElement>("#results-title"),
    status: find<HTMLElement>("[data-status]"),
    results: find<HTMLElement>("[data-results]"),
    facets: find<HTMLElement>("[data-facets]"),
    toFacets: find<HTMLElement>("[data-to-facets]"),
    apply: find<HTMLElement>("[data-apply]"),
  };
}

/** The question the form stands for, check boxes included. */
export function formQuestion(form: HTMLFormElement): Question {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return fromParams(new URLSearchParams(fields));
}

/** Puts a question into the form, so that a further choice keeps the earlier ones. */
export function fill({ form, box, facets }: Parts, question: Question): void {
  if (box.value !== question.q) box.value = question.q;
  for (const choice of boxesOf(facets)) {
    choice.checked = question.facets[choice.name as Facet]?.includes(choice.value) ?? false;
  }
  form.querySelector("[name=sort]")?.remove();
  if (question.sort === "relevance") return;
  const sort = document.createElement("input");
  Object.assign(sort, { type: "hidden", name: "sort", value: question.sort });
  form.append(sort);
}

/** Writes beside each value what it would leave; a value that leaves nothing is not offered. */
export function drawCounts(
  { facets, toFacets }: Parts,
  countOf: (box: HTMLInputElement) => number,
): void {
  for (const box of boxesOf(facets)) {
    const count = countOf(box);
    const row = box.closest("li");
    const number = row?.querySelector("[data-count]");
    if (number) number.textContent = numberText(count);
    if (row) row.hidden = count === 0 && !box.checked;
  }
  for (const facet of facets.querySelectorAll<HTMLElement>("details")) {
    facet.hidden = facet.querySelector("li:not([hidden])") === null;
  }
  const isEmpty = facets.querySelector("details:not([hidden])") === null;
  facets.hidden = isEmpty;
  toFacets.hidden = isEmpty;
}

/** The name of a value, as its check box tells it. */
export function nameOf({ facets }: Parts, facet: Facet, value: string): string {
  const box = [...boxesOf(facets)].find((each) => each.name === facet && each.value === value);
  return box ? labelOf(box) : value;
}

/** The names of all values of a facet, hidden ones too. */
export function namesOf({ facets }: Parts, facet: Facet): string[] {
  return [...boxesOf(facets)].filter((box) => box.name === facet).map(labelOf);
}

function labelOf(box: HTMLInputElement): string {
  return box.closest("label")?.querySelector("[data-name]")?.textContent ?? box.value;
}

function boxesOf(facets: HTMLElement): Iterable<HTMLInputElement> {
  return facets.querySelectorAll<HTMLInputElement>("input[type=checkbox]");
}
