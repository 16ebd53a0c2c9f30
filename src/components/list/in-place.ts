import {
  type ListQuery,
  listQueryString,
  pageOf,
  parseListQuery,
  selectRows,
} from "#domain/list-query.ts";
import type { ListSheet } from "#domain/list-sheet.ts";
import { countText, onNotice, rowsHtml } from "./row.ts";

/**
 * Sorts and filters a list without loading the page again; the address keeps the view, so it can
 * be sent on. The rows come from the list's `data.json`. When that cannot be had the links and the
 * form go on working by themselves.
 */
export function sortInPlace(list: HTMLElement): void {
  const form = list.querySelector<HTMLFormElement>("[data-filter]");
  if (form === null) return;
  const path = form.getAttribute("action") ?? location.pathname;
  let sheet: Promise<ListSheet> | undefined;
  const load = () => {
    sheet ??= fetch(list.dataset.list ?? "").then((answer) => answer.json());
    return sheet;
  };

  const show = async (query: ListQuery) => draw(list, form, await load(), query);
  /** Goes to a view; where the data cannot be had, by loading the page that shows it. */
  const goTo = (href: string) =>
    show(queryOf(href)).then(
      () => history.pushState(null, "", href),
      () => location.assign(href),
    );

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    void goTo(path + listQueryString(parseListQuery(new URLSearchParams(fields))));
  });
  list.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(
      "[data-sort], [data-reset], .pagination a",
    );
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void goTo(link.href).then(() => toTop(link));
  });
  const showAddress = () => show(queryOf(location.href)).catch(() => undefined);
  addEventListener("popstate", showAddress);
  // A host without the on-demand twin answers a view with the plain list: show the view here.
  const asked = listQueryString(queryOf(location.href));
  if (location.pathname === path && asked !== (list.dataset.view ?? "")) void showAddress();
}

/** The view an address stands for; plain pages say theirs in the path. */
function queryOf(href: string): ListQuery {
  const { searchParams, pathname } = new URL(href, location.href);
  const page = /\/page\/(\d+)\/$/.exec(pathname)?.[1];
  if (page !== undefined) searchParams.set("page", page);
  return parseListQuery(searchParams);
}

function draw(list: HTMLElement, form: HTMLFormElement, sheet: ListSheet, query: ListQuery): void {
  const rows = selectRows(sheet.rows, query);
  const shown = pageOf(rows, query.page);
  const body = list.querySelector("tbody");
  if (body === null) throw new Error("no table to draw into");
  // Safe: the writer of rows escapes every value.
  body.innerHTML = rowsHtml(shown.rows, sheet);
  const isPlain = listQueryString({ ...query, page: 1 }) === "";
  const view = {
    rows: rows.length,
    onNotice: onNotice(rows),
    page: shown.page,
    pages: shown.pages,
    isPlain,
  };
  const count = list.querySelector("[data-count]");
  if (count) count.textContent = countText(view, sheet.asOf);
  drawHeads(list, sheet, query);
  drawPages(list, sheet, { ...query, page: shown.page }, shown.pages);
  fill(form, query);
}

/** Marks the column that sorts, and turns its link round. */
function drawHeads(list: HTMLElement, sheet: ListSheet, query: ListQuery): void {
  for (const link of list.querySelectorAll<HTMLAnchorElement>("[data-sort]")) {
    const { sort } = parseListQuery(new URLSearchParams({ sort: link.dataset.sort ?? "" }));
    const isCurrent = sort === query.sort;
    link.href =
      sheet.path +
      listQueryString({ ...query, sort, isDescending: isCurrent && !query.isDescending, page: 1 });
    const head = link.closest("th");
    if (isCurrent) head?.setAttribute("aria-sort", query.isDescending ? "descending" : "ascending");
    else head?.removeAttribute("aria-sort");
  }
}

function drawPages(list: HTMLElement, sheet: ListSheet, query: ListQuery, pages: number): void {
  list.querySelector(".pagination")?.remove();
  if (pages < 2) return;
  const nav = document.createElement("nav");
  nav.className = "pagination";
  nav.setAttribute("aria-label", "分页");
  const items = document.createElement("ul");
  const steps = [
    [query.page - 1, "上一页"],
    [query.page + 1, "下一页"],
  ] as const;
  for (const [page, label] of steps) {
    if (page < 1 || page > pages) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = sheet.path + listQueryString({ ...query, page });
    link.textContent = label;
    item.append(link);
    items.append(item);
  }
  nav.append(items);
  list.querySelector(".rows")?.append(nav);
}

/** Puts the view into the form, so that a further choice keeps the earlier ones. */
function fill(form: HTMLFormElement, query: ListQuery): void {
  for (const name of ["q", "area", "industry", "aspect", "standing"] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
      field.value = query[name];
  }
  form.querySelector("[name=sort]")?.remove();
  if (query.sort === "published" && !query.isDescending) return;
  const sort = document.createElement("input");
  sort.type = "hidden";
  sort.name = "sort";
  sort.value = `${query.isDescending ? "-" : ""}${query.sort}`;
  form.append(sort);
}

/** After turning a page the reader starts at the top of the table again. */
function toTop(link: HTMLAnchorElement): void {
  if (link.dataset.sort === undefined) document.querySelector("[data-count]")?.scrollIntoView();
}
