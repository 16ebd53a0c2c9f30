import { dateText } from "#lib/format.ts";
import type { NameOfValue } from "#search/facet-group.ts";
import { piecesOf } from "#search/highlight.ts";
import type { Range, SearchHit } from "#search/query.ts";
import type { FieldGroup, RecordKind } from "#search/record.ts";
import { type Html, html } from "../list/html.ts";

const KIND_NAMES: Readonly<Record<RecordKind, string>> = {
  enterprise: "企业",
  announcement: "公告",
  pledge: "承诺",
  list: "名单",
  place: "地方",
};

interface MarkedText {
  text: string;
  marks: readonly Range[];
}

/** Lines below the title; `most` texts of a group, those with matches first. */
const LINES: readonly {
  label: string;
  group: FieldGroup;
  /** Texts before this one are shown elsewhere. */
  from: number;
  most: number;
  isOnlyMatched: boolean;
}[] = [
  { label: "曾用名", group: "name", from: 1, most: 3, isOnlyMatched: false },
  { label: "代码或文号", group: "code", from: 0, most: 2, isOnlyMatched: false },
  { label: "设备", group: "equipment", from: 0, most: 3, isOnlyMatched: false },
  { label: "产能、依据", group: "capacity", from: 0, most: 2, isOnlyMatched: true },
  { label: "相关", group: "about", from: 1, most: 3, isOnlyMatched: true },
];

/** One result. Title, place and words are shown as they are, with the matches marked. */
export function hitHtml(hit: SearchHit, nameOf: NameOfValue): Html {
  const { record } = hit;
  const [title] = textsOf(hit, "name");
  const facts = [textsOf(hit, "place")[0], textsOf(hit, "about")[0]].filter(isGiven);
  const states = record.facets.state.map((state) => nameOf("state", state));
  return html`<li><h3><a href="${record.url}">${title ? marked(title) : record.id}</a></h3><p class="meta"><span class="kind">${KIND_NAMES[record.kind]}</span>${
    record.isSample && html`<span class="badge">演示数据</span>`
  }${facts.map((fact) => html`<span>${marked(fact)}</span>`)}${
    record.kind !== "enterprise" &&
    record.date !== "" &&
    html`<time datetime="${record.date}">${dateText(record.date)}</time>`
  }</p>${states.length > 0 && html`<p>状态：${states.join("；")}</p>`}${LINES.map((line) => lineHtml(hit, line))}</li>`;
}

function lineHtml(hit: SearchHit, line: (typeof LINES)[number]): Html | null {
  const all = textsOf(hit, line.group).slice(line.from);
  const matched = all.filter(({ marks }) => marks.length > 0);
  const rest = line.isOnlyMatched ? [] : all.filter(({ marks }) => marks.length === 0);
  const candidates = [...matched, ...rest];
  if (candidates.length === 0) return null;
  const shown = candidates.slice(0, line.most);
  return html`<p>${line.label}：${shown.map((text, i) => html`${i > 0 && "；"}${marked(text)}`)}${
    candidates.length > shown.length && `等${candidates.length}项`
  }</p>`;
}

function textsOf({ record, marks }: SearchHit, group: FieldGroup): MarkedText[] {
  return record.fields[group].map((text, i) => ({ text, marks: marks[group][i] ?? [] }));
}

function marked({ text, marks }: MarkedText): Html[] {
  return piecesOf(text, marks).map((piece) =>
    piece.isMatch ? html`<mark>${piece.text}</mark>` : html`${piece.text}`,
  );
}

function isGiven<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
