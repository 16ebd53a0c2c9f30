import { existsSync, readFileSync } from "node:fs";
import type { LEAVING_CHANGES } from "#domain/publication.ts";
import { correctableRecord } from "#registry/correctable-record.ts";
import { findRecord } from "#registry/published-record.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** Options of the changes without a spreadsheet, beside those of `npm run publish`. */
export const CHANGE_OPTIONS = {
  jurisdiction: { type: "string" },
  set: { type: "string", multiple: true },
  document: { type: "string" },
  on: { type: "string" },
  before: { type: "string" },
  text: { type: "string" },
  "stated-on": { type: "string" },
  source: { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

/** What such a command was given. */
export interface ChangeArguments {
  jurisdiction?: string | undefined;
  set?: string[] | undefined;
  reason?: string | undefined;
  document?: string | undefined;
  on?: string | undefined;
  before?: string | undefined;
  text?: string | undefined;
  "stated-on"?: string | undefined;
  source?: string | undefined;
}

/** What a command states, for `submitChange`; sentences to read where it only shows; or wrong use. */
type Stated =
  | { jurisdiction: string; facts: Record<string, unknown> }
  | { shown: string[] }
  | { misused: string };

interface Asked {
  /** The record, or the kind of list. */
  id: string;
  given: ChangeArguments;
  snapshot: Snapshot;
  today: string;
}

/** What the help of `npm run publish` says of them. */
export const CHANGE_HELP = `不用表格的更改（与工作台相同，由另一位发布员审核；加 --dry-run 只说明会怎样，不送审）
  correct 编号                     列出这条记录可以更正的项和现在的内容
  correct 编号 --set 项=内容 --set …   更正；内容空着就是删去
  delist 编号 | withdraw 编号 | expire 编号   名单的一行移出、撤销、期满
  roll-back 名单 --jurisdiction 地方 --before 日期   一种名单退回到某日以前
  statement 编号 --text 文件 --stated-on 日期 --source 来源   企业声明
  withdraw-statement 编号          撤下企业声明
  都写 --reason 理由（声明除外），可以写 --document 文件、--on 公布日期（默认今天）`;

/** The commands, each with what it states of its record. */
export const CHANGE_COMMANDS: Readonly<Record<string, (asked: Asked) => Stated>> = {
  correct,
  delist: (asked) => leaving(asked, "delisted"),
  withdraw: (asked) => leaving(asked, "withdrawn"),
  expire: (asked) => leaving(asked, "expired"),
  "roll-back": ({ id, given, today }) => {
    if (given.jurisdiction === undefined) return { misused: "缺少 --jurisdiction。" };
    const facts = { kind: "rollback", list: id, before: given.before, ...because(given, today) };
    return { jurisdiction: given.jurisdiction, facts };
  },
  statement: (asked) => {
    const { id, given, today } = asked;
    const { text = "", source, on = today } = given;
    if (!existsSync(text)) return { misused: `--text：没有文件“${text}”。` };
    const words = readFileSync(text, "utf8").trim();
    const said = { text: words, statedOn: given["stated-on"], source, publishedOn: on };
    return of(asked, { kind: "statement", record: id, ...said });
  },
  "withdraw-statement": ({ id, given, snapshot, today }) => {
    const found = snapshot.statements.find((entry) => entry.id === id);
    if (found === undefined) return { misused: `没有 ${id} 这份企业声明。` };
    const facts = { kind: "statement-withdrawal", record: id, ...because(given, today) };
    return { jurisdiction: found.jurisdiction, facts };
  },
};

function correct(asked: Asked): Stated {
  const { id, given, snapshot, today } = asked;
  const record = correctableRecord(snapshot, id, today);
  if (record === undefined) return { misused: missing(id) };
  const pairs = (given.set ?? []).map((pair) => pair.split(/=(.*)/s, 2));
  const bad = pairs.find(([field, after]) => !field || after === undefined);
  if (bad) return { misused: `--set ${bad[0]}：要写成 项=内容，例如 capacityValue=12.5。` };
  if (pairs.length === 0) {
    const lines = record.fields.map(
      ({ field, name, present }) => `  ${field}（${name}）：${present}`,
    );
    return { shown: [`${record.title}（${id}）现在公布的内容：`, ...lines] };
  }
  const presentOf = (field: string) =>
    record.fields.find((entry) => entry.field === field)?.present ?? "";
  const values = Object.fromEntries(
    pairs
      .map(([field = "", after = ""]) => [field, { before: presentOf(field), after }] as const)
      .filter(([, { before, after }]) => before !== after),
  );
  return of(asked, { kind: "record-correction", record: id, values, ...because(given, today) });
}

function leaving(asked: Asked, change: (typeof LEAVING_CHANGES)[number]): Stated {
  const { id, given, today } = asked;
  return of(asked, { kind: "row-change", record: id, change, ...because(given, today) });
}

/** The place is that of the record. */
function of({ id, snapshot, today }: Asked, facts: Record<string, unknown>): Stated {
  const jurisdiction =
    findRecord(snapshot, id, today)?.jurisdiction ??
    correctableRecord(snapshot, id, today)?.jurisdiction;
  return jurisdiction === undefined ? { misused: missing(id) } : { jurisdiction, facts };
}

function missing(id: string): string {
  return id === "" ? "请在命令后面写明记录的编号。" : `没有可以更正、更改的记录 ${id}。`;
}

function because({ reason, document, on }: ChangeArguments, today: string) {
  return { reason, ...(document !== undefined && { document }), publishedOn: on ?? today };
}
