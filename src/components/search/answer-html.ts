import { numberText } from "#lib/format.ts";
import type { NameOfValue } from "#search/facet-group.ts";
import type { SearchAnswer } from "#search/query.ts";
import { type Html, html } from "../list/html.ts";
import { hitHtml } from "./hit-html.ts";
import { plainerQuestion } from "./plainer-question.ts";
import { chosenIn, hrefOf, isEmpty, type Question, without } from "./query-href.ts";

/** What an answer is written with, besides itself. */
export interface AnswerContext {
  question: Question;
  nameOf: NameOfValue;
  /** Names of the industries that occur. */
  industries: readonly string[];
  /** Names of the places that publish. */
  places: readonly string[];
  /** Where reports are filed. */
  reportHref: string;
}

const EXAMPLES = ["地条钢", "汉滨 水泥", "91610902", "球磨机", "hbsn", "2025年 退出公告"] as const;

/** One writer for the page as built, its twin on the server and the script: all show the same. */
export function answerHtml(answer: SearchAnswer | undefined, context: AnswerContext): string {
  if (answer === undefined || isEmpty(context.question)) return String(startHtml());
  return String(
    html`${chipsHtml(context)}${
      answer.total === 0 ? nothingHtml(answer, context) : foundHtml(answer, context)
    }`,
  );
}

/** What was found, in one sentence; also read out when it changes. */
export function statusText(answer: SearchAnswer | undefined, question: Question): string {
  if (answer === undefined || isEmpty(question)) return "输入要查的词，或者选择条件。";
  const about = answer.isCut ? "输入太长，只按开头的部分查找。" : "";
  const asked = question.q.trim();
  if (asked !== "" && answer.words.length === 0)
    return `${about}输入里没有可以查找的字、字母或数字。`;
  if (answer.total === 0) return `${about}没有找到符合条件的内容。`;
  const pages = pagesOf(answer);
  const position = positionText(answer.page, pages);
  return `${about}找到${answer.isTotalExact ? "" : "约"}${numberText(answer.total)}条${position}。`;
}

function positionText(page: number, pages: number): string {
  if (page > pages) return `，共${pages}页，没有第${page}页`;
  return pages > 1 ? `，这是第${page}页，共${pages}页` : "";
}

function startHtml(): Html {
  return html`<p>例如：</p><ul class="examples">${EXAMPLES.map(
    (q) => html`<li><a href="${hrefOf({ q })}">${q}</a></li>`,
  )}</ul><p class="soft">几个词用空格隔开，全都符合才会列出。可以输入企业名称或曾用名、统一社会信用代码的任意一段、地区、行业、设备型号、年份、名单名称、文号，也可以输入地名和企业名的拼音首字母。全角半角、大小写都可以，“×”也可以写成“x”或“*”。</p>`;
}

function chipsHtml({ question, nameOf }: AnswerContext): Html | null {
  const chosen = chosenIn(question);
  if (chosen.length === 0) return null;
  return html`<ul class="chips" aria-label="已选条件">${chosen.map(({ facet, value }) => {
    const name = nameOf(facet, value);
    return html`<li><a href="${hrefOf(without(question, facet, value))}" aria-label="去掉条件：${name}">${name}<span aria-hidden="true"> ×</span></a></li>`;
  })}<li><a href="${hrefOf({ q: question.q })}">清除全部条件</a></li></ul>`;
}

function foundHtml(answer: SearchAnswer, { question, nameOf }: AnswerContext): Html {
  const first = (answer.page - 1) * answer.size + 1;
  return html`${answer.total > 1 && sortHtml(question)}${
    answer.hits.length === 0
      ? html`<p>这一页没有内容。<a href="${hrefOf({ ...question, page: 1 })}">回到第1页</a></p>`
      : html`<ol class="hits" start="${first}">${answer.hits.map((hit) => hitHtml(hit, nameOf))}</ol>`
  }${pagesHtml(answer, question)}<p class="soft small">未列入名单不等于合规。</p>`;
}

const SORTS = [
  { sort: "relevance", name: "按相关程度" },
  { sort: "newest", name: "新的在前" },
] as const;

function sortHtml(question: Question): Html {
  return html`<ul class="sorts" aria-label="排序">${SORTS.map(({ sort, name }) => {
    const href = hrefOf({ ...question, sort, page: 1 });
    return sort === question.sort
      ? html`<li><a href="${href}" aria-current="true">${name}</a></li>`
      : html`<li><a href="${href}">${name}</a></li>`;
  })}</ul>`;
}

function pagesHtml(answer: SearchAnswer, question: Question): Html | null {
  const pages = pagesOf(answer);
  if (pages < 2 || answer.page > pages) return null;
  const link = (page: number, name: string, rel: string) =>
    page >= 1 &&
    page <= pages &&
    html`<li><a href="${hrefOf({ ...question, page })}" rel="${rel}">${name}</a></li>`;
  return html`<nav class="pagination" aria-label="分页"><ul>${link(answer.page - 1, "上一页", "prev")}<li><span aria-current="page">第${answer.page}页，共${pages}页</span></li>${link(answer.page + 1, "下一页", "next")}</ul></nav>`;
}

function nothingHtml(
  answer: SearchAnswer,
  { question, industries, places, reportHref }: AnswerContext,
): Html {
  const plainer = plainerQuestion(answer.words, industries, places);
  const fewer = answer.words.length > 1 ? answer.words.slice(0, 4) : [];
  const hasFacets = chosenIn(question).length > 0;
  return html`<div class="notice warning"><p><strong>未列入名单不等于合规。</strong>本站只收录各地已经公开的名单、公告和承诺；查不到，只说明这里没有公开的记录。</p></div><p>可以再试：</p><ul>${
    plainer !== undefined &&
    html`<li>换个说法：<a href="${hrefOf({ q: plainer })}">查“${plainer}”</a></li>`
  }${
    hasFacets && html`<li><a href="${hrefOf({ q: question.q })}">去掉所选条件再查</a></li>`
  }${fewer.length > 0 && html`<li>少用几个词：${fewer.map((word, i) => html`${i > 0 && "、"}<a href="${hrefOf({ q: word })}">只查“${word}”</a>`)}</li>`}<li>只输企业名称里最特别的两三个字，不带“厂”“有限公司”；不知道名称，就输地区和行业，用空格隔开，如<a href="${hrefOf({ q: "汉滨 水泥" })}">汉滨 水泥</a></li><li>企业可能改过名：用统一社会信用代码或曾用名查</li><li><a href="/lists/">按地方和种类看名单</a>，或者<a href="/definitions/">看看各种名单是什么意思</a></li><li>发现应当退出的设备还在生产：<a href="${reportHref}">我要举报</a></li></ul>`;
}

function pagesOf({ total, size }: SearchAnswer): number {
  return Math.ceil(total / size);
}
