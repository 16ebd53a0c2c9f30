import type { ListRow } from "./list-row.ts";
import { ROWS_PER_PAGE } from "./list-row.ts";
import { normalizeField, words } from "./tokenizer.ts";

/** What a list can be ordered by; the first is the order of publication. */
export const LIST_SORTS = [
  { id: "published", name: "公布先后" },
  { id: "name", name: "企业名称" },
  { id: "area", name: "地区" },
  { id: "industry", name: "行业" },
  { id: "due", name: "到期日" },
] as const;
export type ListSort = (typeof LIST_SORTS)[number]["id"];

/** Filters whose value must equal a value of the row. */
export const LIST_FILTERS = ["area", "industry", "aspect", "standing"] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** A view of a list: everything in it stands in the address. Empty text means no filter. */
export interface ListQuery extends Record<ListFilter, string> {
  q: string;
  sort: ListSort;
  isDescending: boolean;
  page: number;
}

/** The longest search text that is looked at; more is cut off. */
const LONGEST_TEXT = 200;

/** The view an address asks for. What it does not know, it reads as not said; it never throws. */
export function parseListQuery(params: URLSearchParams): ListQuery {
  const order = params.get("sort") ?? "";
  const sort = LIST_SORTS.find((entry) => entry.id === order.replace(/^-/, ""));
  const page = Number(params.get("page"));
  const text = (name: string) => (params.get(name) ?? "").slice(0, LONGEST_TEXT).trim();
  return {
    q: text("q"),
    area: text("area"),
    industry: text("industry"),
    aspect: text("aspect"),
    standing: text("standing"),
    sort: sort?.id ?? "published",
    isDescending: sort !== undefined && order.startsWith("-"),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a view, without what is said by saying nothing; empty for the plain list. */
export function listQueryString(query: ListQuery): string {
  const params = new URLSearchParams();
  if (query.q !== "") params.set("q", query.q);
  for (const filter of LIST_FILTERS) if (query[filter] !== "") params.set(filter, query[filter]);
  if (query.sort !== "published" || query.isDescending)
    params.set("sort", `${query.isDescending ? "-" : ""}${query.sort}`);
  if (query.page > 1) params.set("page", String(query.page));
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** The rows a view asks for, in its order. The rows given are left as they are. */
export function selectRows(rows: readonly ListRow[], query: ListQuery): ListRow[] {
  const wanted = words(query.q);
  const found = rows.filter(
    (row) => LIST_FILTERS.every((filter) => passes(row, filter, query[filter])) && has(row, wanted),
  );
  if (query.sort !== "published") found.sort(comparing(query.sort));
  return query.isDescending ? found.reverse() : found;
}

/** One page of rows, with how many pages there are; a page beyond the last is the last. */
export function pageOf<Row>(rows: readonly Row[], page: number) {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const current = Math.min(page, pages);
  const start = (current - 1) * ROWS_PER_PAGE;
  return { page: current, pages, rows: rows.slice(start, start + ROWS_PER_PAGE) };
}

function passes(row: ListRow, filter: ListFilter, wanted: string): boolean {
  if (wanted === "") return true;
  if (filter === "aspect") return row.aspects.some((aspect) => aspect === wanted);
  return row[filter] === wanted;
}

/** Whether every word occurs in what the row says, each within one field. */
function has(row: ListRow, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const fields = [
    row.name,
    row.printedName,
    row.creditCode,
    row.areaName,
    row.industryName,
    ...row.equipment.map((machine) => machine.label),
    ...row.capacities.map((capacity) => `${capacity.value}${capacity.unit}${capacity.product}`),
    row.ground,
    row.remark,
    row.documentNumber,
  ];
  const text = normalizeField(fields.filter((field) => field !== null).join("|")).text;
  return wanted.every((word) => text.includes(word));
}

const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** What is not said stands last. */
function comparing(sort: ListSort) {
  const keyOf = (row: ListRow): string | null =>
    sort === "name"
      ? row.name
      : sort === "area"
        ? row.area
        : sort === "industry"
          ? row.industryName
          : (row.extendedTo ?? row.dueOn);
  return (a: ListRow, b: ListRow): number => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return collator.compare(left, right);
  };
}
