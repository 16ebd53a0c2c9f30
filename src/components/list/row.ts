import type { ListSort } from "#domain/list-query.ts";
import { type ListRow, standingOf } from "#domain/list-row.ts";
import type { ListWords } from "#domain/list-words.ts";
import { type RowNotice, rowNoticeText } from "#domain/public-notice.ts";
import { dateText, daysLeftText, numberText, rowCapacities, sourceText } from "#lib/format.ts";
import { type Html, html } from "./html.ts";

/** What decides which columns a list has, and the words for the codes in them. */
export interface ListShape {
  rowSubject: "equipment" | "enterprise" | "matter";
  hasTerm: boolean;
  words: ListWords;
}

interface Column {
  name: string;
  sort: ListSort | null;
  isIn: (shape: ListShape) => boolean;
  cell: (row: ListRow, words: ListWords) => Html | null;
}

const isAboutFirms = ({ rowSubject }: ListShape) => rowSubject !== "matter";

/** The columns after the first, which names the enterprise or matter. */
const COLUMNS: readonly Column[] = [
  { name: "地区", sort: "area", isIn: isAboutFirms, cell: (row) => text(row.areaName) },
  { name: "行业", sort: "industry", isIn: isAboutFirms, cell: (row) => text(row.industryName) },
  { name: "设备与产能", sort: null, isIn: isAboutFirms, cell: equipmentCell },
  {
    name: "淘汰类别",
    sort: null,
    isIn: isAboutFirms,
    cell: (row, words) => text(row.aspects.map((aspect) => words.aspects[aspect]).join("、")),
  },
  { name: "整改期限", sort: "due", isIn: (shape) => shape.hasTerm, cell: termCell },
  { name: "公布", sort: "published", isIn: () => true, cell: publicationCell },
];

/** The heads of a list's columns, the first one included. */
export function listColumns(shape: ListShape): { name: string; sort: ListSort | null }[] {
  const first = shape.rowSubject === "matter" ? "事项" : "企业名称";
  return [
    { name: first, sort: "name" as ListSort | null },
    ...COLUMNS.filter((c) => c.isIn(shape)),
  ];
}

/**
 * The rows of a list as HTML. One writer for the static page, its on-demand twin and the script
 * that sorts in place, so that all three show the same.
 */
export function rowsHtml(rows: readonly ListRow[], shape: ListShape): string {
  const columns = COLUMNS.filter((column) => column.isIn(shape));
  return rows.map((row) => rowHtml(row, columns, shape)).join("");
}

/** How many rows a view has, on which page we are, and for which day standings were worked out. */
export function countText(
  view: { rows: number; onNotice: number; page: number; pages: number; isPlain: boolean },
  asOf: string,
): string {
  const day = `状态截至${dateText(asOf)}。`;
  if (view.rows === 0) return `没有符合条件的行，可以减少条件再试。未列入名单不等于合规。${day}`;
  const count = `${view.isPlain ? "共" : "符合条件的有"}${numberText(view.rows)}行`;
  const place = view.pages > 1 ? `，第${view.page}页，共${view.pages}页` : "";
  const notice = view.onNotice > 0 ? `，其中${numberText(view.onNotice)}行在公示，还没有定` : "";
  return `${count}${notice}${place}。${day}`;
}

/** How many of the rows are shown for objections. */
export function onNotice(rows: readonly ListRow[]): number {
  return rows.filter(({ notice }) => notice !== null).length;
}

function rowHtml(row: ListRow, columns: readonly Column[], shape: ListShape): Html {
  const cells = columns.map(
    (column) => html`<td data-label="${column.name}">${column.cell(row, shape.words) ?? "—"}</td>`,
  );
  return html`<tr><th scope="row">${nameCell(row, shape)}</th>${cells}</tr>`;
}

function nameCell(row: ListRow, shape: ListShape): Html {
  const name = row.name ?? "";
  return html`${row.enterprise ? html`<a href="/enterprises/${row.enterprise}/">${name}</a>` : name}${
    row.printedName && shape.rowSubject !== "matter"
      ? html`<small class="line">名单原文：${row.printedName}</small>`
      : null
  }${row.notice && noticeBadge(row.notice)}${row.ground && html`<small class="line">${row.ground}</small>`}${
    row.remark && html`<small class="line">备注：${row.remark}</small>`
  }${
    row.change === "corrected" &&
    html`<small class="line">${dateText(row.changedOn)}${shape.words.changes[row.change] ?? null}：${row.changeReason ?? ""}</small>`
  }${provenance(row)}${row.enterprise === null ? correctionButton(row) : null}`;
}

/** What is shown for objections must not be taken for final. */
function noticeBadge(notice: RowNotice): Html {
  return html`<small class="line"><a class="badge warning" href="/announcements/${notice.announcement}/">${rowNoticeText(notice)}</a></small>`;
}

/** Rows of an enterprise are corrected on its page. The page holds a `CorrectionForm`. */
function correctionButton({ entry, name }: ListRow): Html {
  return html`<button class="correction no-print" form="correction" name="record" value="${entry}" aria-label="更正申请：${name ?? ""}">更正申请</button>`;
}

/** The cells as printed, and the file they stand in. */
function provenance({ printed, sources }: ListRow): Html | null {
  if (printed.length === 0) return null;
  const cells = printed.map(
    ({ name, cell, text: said }) => html`<li>${name}${cell && `（${cell}）`}：${said}</li>`,
  );
  return html`<details class="raw"><summary>原始记录</summary><ul>${cells}</ul>${sources.map(
    (source) => html`<p>${sourceText(source)}</p>`,
  )}</details>`;
}

function equipmentCell(row: ListRow, words: ListWords): Html | null {
  if (row.equipment.length === 0) return null;
  return html`${row.equipment.map(
    ({ label, state }) =>
      html`<span class="line">${label}<small>（${words.states[state] ?? null}）</small></span>`,
  )}${rowCapacities(row).map((capacity) => html`<small class="line">${capacity}</small>`)}`;
}

function termCell(row: ListRow): Html | null {
  if (row.standing === null) return null;
  const { name, tone } = standingOf(row.standing);
  const lastDay = row.extendedTo ?? row.dueOn;
  return html`<span class="badge ${tone}">${name}</span>${
    row.metOn
      ? html`<small class="line">${dateText(row.metOn)}完成</small>`
      : lastDay &&
        html`<small class="line">${row.extendedTo ? "延期至" : "到期"}${dateText(lastDay)}${
          row.daysLeft !== null && `，${daysLeftText(row.daysLeft)}`
        }</small>`
  }`;
}

function publicationCell(row: ListRow): Html {
  return html`<time datetime="${row.publishedOn}">${dateText(row.publishedOn)}</time>${
    row.documentNumber && html`<small class="line">${row.documentNumber}</small>`
  }`;
}

function text(value: string | null): Html | null {
  return value ? html`${value}` : null;
}
