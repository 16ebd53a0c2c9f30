import { numberText } from "#lib/format.ts";
import { fromParams } from "#search/address.ts";
import { connectSearch } from "#search/client.ts";
import type { FacetCounts, SearchAnswer } from "#search/query.ts";
import type { Facet } from "#search/record.ts";
import { answerHtml, statusText } from "./answer-html.ts";
import { hrefOf, isEmpty, type Question } from "./query-href.ts";

/** Waits so long after a key before it looks: a person typing is not interrupted. */
const PAUSE_MS = 200;
/** An answer that takes longer than this is announced as being looked for. */
const PATIENCE_MS = 400;

/** Where the pages' own words for a search that cannot be done lead. */
const FAILED = "搜索没有加载成功，可能是网络不通。";

/**
 * Searches without loading the page again; the address keeps the whole question. Where the index
 * cannot be had, form, links and check boxes go on working by asking the server.
 */
export function searchInPlace(page: HTMLElement): void {
  const parts = partsOf(page);
  const client = connectSearch(page.dataset.index ?? "");
  let asked = 0;

  /** Shows a question; false when it could not be answered here. */
  async function show(question: Question): Promise<boolean> {
    const turn = ++asked;
    if (isEmpty(question)) draw(undefined, question);
    const patience = setTimeout(() => announce("正在查找…", true), PATIENCE_MS);
    try {
      const answer = isEmpty(question) ? undefined : await client.ask(question);
      if (turn !== asked) return true;
      if (answer) draw(answer, question);
      const counts = await client.countFacets(question);
      if (counts && turn === asked) drawCounts(counts);
      return true;
    } catch {
      if (turn === asked) parts.results.setAttribute("aria-busy", "false");
      return false;
    } finally {
      clearTimeout(patience);
    }
  }

  function announce(text: string, isBusy: boolean): void {
    parts.status.textContent = text;
    parts.results.setAttribute("aria-busy", String(isBusy));
  }

  function draw(answer: SearchAnswer | undefined, question: Question): void {
    announce(statusText(answer, question), false);
    // Safe: the writer of answers escapes every value.
    parts.results.innerHTML = answerHtml(answer, {
      question,
      nameOf: (facet, value) => nameOf(parts.facets, facet, value),
      reportHref: page.dataset.report ?? "/report/",
    });
    page.dataset.answered = hrefOf(question);
  }

  function drawCounts(counts: FacetCounts): void {
    for (const box of boxesOf(parts.facets)) {
      const count = counts[box.name as Facet]?.[box.value] ?? 0;
      const row = box.closest("li");
      const number = row?.querySelector("[data-count]");
      if (number) number.textContent = numberText(count);
      if (row) row.hidden = count === 0 && !box.checked;
    }
    for (const facet of parts.facets.querySelectorAll<HTMLElement>("details")) {
      facet.hidden = facet.querySelector("li:not([hidden])") === null;
    }
  }

  /** Goes to a question; where it cannot be answered here, by letting the server answer it. */
  async function goTo(question: Question, how: "push" | "replace"): Promise<void> {
    fill(parts, question);
    const isShown = await show(question);
    if (isShown) history[how === "push" ? "pushState" : "replaceState"](null, "", hrefOf(question));
    else fail(question);
  }

  function fail(question: Question): void {
    announce(FAILED, false);
    const again = document.createElement("a");
    again.href = hrefOf(question);
    again.textContent = "请本站服务器查找";
    again.dataset.byServer = "";
    parts.status.append(again);
  }

  let pause: ReturnType<typeof setTimeout> | undefined;
  parts.box.addEventListener("focus", () => void client.warm().catch(() => undefined), {
    once: true,
  });
  parts.box.addEventListener("input", (event) => {
    clearTimeout(pause);
    if ((event as InputEvent).isComposing) return;
    pause = setTimeout(
      () => void goTo({ ...formQuestion(parts.form), page: 1 }, "replace"),
      PAUSE_MS,
    );
  });
  parts.box.addEventListener("compositionend", () => parts.box.dispatchEvent(new Event("input")));
  parts.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    void goTo(formQuestion(parts.form), "push");
  });
  parts.facets.addEventListener("change", () => void goTo(formQuestion(parts.form), "push"));
  parts.results.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a");
    if (link === null || link.pathname !== "/search/" || isForNewTab(event)) return;
    event.preventDefault();
    void goTo(questionIn(link.href), "push").then(() => parts.title.focus());
  });
  addEventListener("popstate", () => {
    const question = questionIn(location.href);
    fill(parts, question);
    void show(question).then((isShown) => isShown || fail(question));
  });

  parts.apply.hidden = true;
  // A host without the on-demand twin answers a question with the plain page: answer it here.
  const question = questionIn(location.href);
  if (hrefOf(question) !== page.dataset.answered) void goTo(question, "replace");
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(page: HTMLElement) {
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
    apply: find<HTMLElement>("[data-apply]"),
  };
}

/** The question an address stands for. */
function questionIn(href: string): Question {
  return fromParams(new URL(href, location.href).searchParams);
}

/** The question the form stands for, check boxes included. */
function formQuestion(form: HTMLFormElement): Question {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return fromParams(new URLSearchParams(fields));
}

/** Puts a question into the form, so that a further choice keeps the earlier ones. */
function fill({ form, box, facets }: Parts, question: Question): void {
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

function boxesOf(facets: HTMLElement): Iterable<HTMLInputElement> {
  return facets.querySelectorAll<HTMLInputElement>("input[type=checkbox]");
}

function nameOf(facets: HTMLElement, facet: Facet, value: string): string {
  const box = [...boxesOf(facets)].find((each) => each.name === facet && each.value === value);
  return box?.closest("label")?.querySelector("[data-name]")?.textContent ?? value;
}

function isForNewTab(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}
