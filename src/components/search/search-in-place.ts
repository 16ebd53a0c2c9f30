import { fromParams } from "#search/address.ts";
import { connectSearch } from "#search/client.ts";
import type { SearchAnswer } from "#search/query.ts";
import type { Facet } from "#search/record.ts";
import { answerHtml, statusText } from "./answer-html.ts";
import { hrefOf, isEmpty, type Question } from "./query-href.ts";
import { drawCounts, fill, formQuestion, nameOf, namesOf, partsOf } from "./search-parts.ts";

/** Waits so long after a key before it looks: a person typing is not interrupted. */
const PAUSE_MS = 200;
/** An answer that takes longer than this is announced as being looked for. */
const PATIENCE_MS = 400;

const FAILED = "搜索没有加载成功，可能是网络不通。";

/**
 * Searches without loading the page again; the address keeps the whole question. Where the index
 * cannot be had, form, links and check boxes go on working by asking the server.
 */
export function searchInPlace(page: HTMLElement): void {
  const parts = partsOf(page);
  const client = connectSearch(page.dataset.index ?? "");
  let asked = 0;

  /** Shows a question, unless a newer one overtakes it; false when it cannot be answered here. */
  async function show(question: Question): Promise<boolean> {
    const turn = ++asked;
    if (isEmpty(question)) {
      draw(undefined, question);
      drawCounts(parts, (box) => Number(box.dataset.total));
      return true;
    }
    const patience = setTimeout(() => announce("正在查找…", true), PATIENCE_MS);
    try {
      const answer = await client.ask(question).finally(() => clearTimeout(patience));
      if (!answer || turn !== asked) return true;
      draw(answer, question);
    } catch {
      return turn !== asked;
    }
    const counts = await client.countFacets(question).catch(() => undefined);
    if (counts && turn === asked)
      drawCounts(parts, ({ name, value }) => counts[name as Facet]?.[value] ?? 0);
    return true;
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
      nameOf: (facet, value) => nameOf(parts, facet, value),
      industries: namesOf(parts, "industry"),
      places: namesOf(parts, "jurisdiction"),
      reportHref: page.dataset.report ?? "/report/",
    });
    page.dataset.answered = hrefOf(question);
  }

  async function goTo(question: Question, how: "push" | "replace"): Promise<void> {
    history[how === "push" ? "pushState" : "replaceState"](null, "", hrefOf(question));
    await turnTo(question);
  }

  /** Where a question cannot be answered here, the same address asks the server. */
  async function turnTo(question: Question): Promise<void> {
    fill(parts, question);
    if (await show(question)) return;
    announce(FAILED, false);
    const again = document.createElement("a");
    again.href = hrefOf(question);
    again.textContent = "请本站服务器查找";
    parts.status.append(again);
  }

  let pause: ReturnType<typeof setTimeout> | undefined;
  parts.box.addEventListener("focus", () => void client.warm().catch(() => undefined), {
    once: true,
  });
  parts.box.addEventListener("input", (event) => {
    clearTimeout(pause);
    if ((event as InputEvent).isComposing) return;
    pause = setTimeout(() => void goTo(formQuestion(parts.form), "replace"), PAUSE_MS);
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
  addEventListener("popstate", () => void turnTo(questionIn(location.href)));

  parts.apply.hidden = true;
  // A host without the on-demand twin answers a question with the plain page: answer it here.
  const question = questionIn(location.href);
  if (hrefOf(question) !== page.dataset.answered) void turnTo(question);
}

/** The question an address stands for. */
function questionIn(href: string): Question {
  return fromParams(new URL(href, location.href).searchParams);
}

function isForNewTab(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
}
