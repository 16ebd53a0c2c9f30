/**
 * `npm run publish`: from the draft of an import to public rows, at the command line. Exit code 0:
 * done; 1: refused, the reasons are printed; 2: wrong use.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { findMemberByAccount, listRolesOf } from "#db/queries/members.ts";
import { listPublications } from "#db/queries/publications.ts";
import { PUBLICATION_STAGES } from "#domain/publication.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { buildRelease } from "#server/releases/build-release.ts";
import { leaseSentence, lookAtLease, machineName } from "#server/releases/publisher-lease.ts";
import {
  admitPublication,
  declinePublication,
  viewPublication,
} from "#server/services/admit-publication.ts";
import type { House, Outcome } from "#server/services/house.ts";
import type { Publisher } from "#server/services/publication.ts";
import { publishDue } from "#server/services/publish-due.ts";
import type { SentPicture } from "#server/services/record-pictures.ts";
import { grantOf } from "#server/services/staff-session.ts";
import { submitChange, viewChange } from "#server/services/submit-change.ts";
import { submitPublication } from "#server/services/submit-publication.ts";
import { shanghaiToday } from "./build-inputs.mjs";
import { CHANGE_COMMANDS, CHANGE_HELP, CHANGE_OPTIONS } from "./publish-change.ts";

const HELP = `用法：npm run publish -- <命令> --member 账号 [选项]
  submit --draft 草稿.json --facts 说明.yaml [--at 时间] [--pictures 文件夹]
                             送审；--at 之前不公布；文件夹里是表里写的照片、扫描件
  list                       列出各阶段的名单（不用 --member）
  show 编号                  用句子说明会改动什么，或者还差什么
  admit 编号                 审核通过；要由送审人以外的另一位发布员办
  decline 编号 --reason 理由 退回
  due                        把到时间的写进内容，并生成新页面（不用 --member）
${CHANGE_HELP}
草稿由 npm run import -- … --out 草稿.json 写出；说明的各项见 docs/operations.md。
命令行不能证明是谁在操作：能登录这台机器的人可以写任何账号。凭账号办理的，操作记录里都有。
退出码：0 办成；1 没有办成，说明理由；2 用法不对。`;

const OPTIONS = {
  member: { type: "string" },
  draft: { type: "string" },
  facts: { type: "string" },
  at: { type: "string" },
  pictures: { type: "string" },
  reason: { type: "string" },
  help: { type: "boolean", short: "h" },
  ...CHANGE_OPTIONS,
} as const;
const { values, positionals } = readArguments();
const [command = "", id = ""] = positionals;
const settings = settingsOrExit();
const desk = openContentDesk(settings);

type Command = (house: House) => Promise<number>;
const COMMANDS: Readonly<Record<string, Command>> = {
  submit: (house) => as(house, (member) => submit(house, member)),
  list,
  show: (house) =>
    as(house, async (member) =>
      tell(await viewPublication(house, desk, member, id), ({ sentences, refusals }) =>
        [...sentences, ...refusals.map((text) => `还差：${text}`)].join("\n"),
      ),
    ),
  admit: (house) =>
    as(house, async (member) =>
      tell(
        await admitPublication(house, desk, member, id),
        ({ publishAt }) => `审核通过，${publishAt} 起公布`,
      ),
    ),
  decline: (house) =>
    as(house, async (member) =>
      tell(await declinePublication(house, member, id, values.reason ?? ""), () => "已退回"),
    ),
  due,
};

process.exitCode = await main();

async function main(): Promise<number> {
  const change = CHANGE_COMMANDS[command];
  const run = change
    ? (house: House) => as(house, (member) => sendChange(house, member, change))
    : COMMANDS[command];
  if (values.help || run === undefined) {
    (values.help ? console.log : console.error)(HELP);
    return values.help ? 0 : 2;
  }
  const { house } = await openHouse(settings);
  try {
    return await run(house);
  } finally {
    await house.db.close();
  }
}

/** The member of that account with the roles they hold today. */
async function as(house: House, work: (member: Publisher) => Promise<number>): Promise<number> {
  const member = await findMemberByAccount(house.db.read, values.member ?? "");
  if (member === undefined) return refuse("没有这个账号：用 --member 写明是谁在办。");
  const roles = await listRolesOf(house.db.read, member.id);
  return await work({ id: member.id, grants: roles.map(grantOf) });
}

/** A change without a spreadsheet goes to review, or is only looked at. */
async function sendChange(
  house: House,
  member: Publisher,
  stated: (typeof CHANGE_COMMANDS)[string],
): Promise<number> {
  const asked = { id, given: values, snapshot: house.snapshot(), today: house.today() };
  const change = stated(asked);
  if ("misused" in change) return misuse(change.misused);
  if ("shown" in change) {
    console.log(change.shown.join("\n"));
    return 0;
  }
  if (values["dry-run"])
    return tell(await viewChange(house, desk, member, change), ({ sentences }) =>
      ["只是试一试，没有送审。送审、审核以后会：", ...sentences].join("\n"),
    );
  return tell(await submitChange(house, desk, member, change), (sent) =>
    [`已送审，编号 ${sent.id}；由另一位发布员审核（admit）后公布。`, ...sent.sentences].join("\n"),
  );
}

async function submit(house: House, member: Publisher): Promise<number> {
  const { draft = "", facts = "", at, pictures } = values;
  if (pictures !== undefined && !existsSync(pictures)) return refuse(`没有文件夹“${pictures}”。`);
  for (const file of [draft, facts]) if (!existsSync(file)) return refuse(`没有文件“${file}”。`);
  const publishAt = at === undefined ? house.now() : new Date(at);
  if (Number.isNaN(publishAt.getTime()))
    return refuse("--at 要写成 2026-11-21T08:00:00+08:00 这样。");
  const input = {
    draft: JSON.parse(readFileSync(draft, "utf8")),
    facts: parse(readFileSync(facts, "utf8")),
    publishAt,
    pictures: pictures === undefined ? [] : filesIn(pictures),
  };
  return tell(await submitPublication(house, desk, member, input), (sent) =>
    [`已送审，编号 ${sent.id}`, ...sent.sentences].join("\n"),
  );
}

function filesIn(folder: string): SentPicture[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ name }) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

async function list({ db }: House): Promise<number> {
  for (const { id: stage, name } of PUBLICATION_STAGES) {
    for (const row of await listPublications(db.read, { stage, before: "9999" })) {
      console.log(
        [row.id, row.jurisdiction, row.kind, name, `公布时间 ${row.publishAt}`].join("  "),
      );
    }
  }
  return 0;
}

async function due(house: House): Promise<number> {
  const { DATA_DIR: dataDir, CONTENT_DIR: contentDir } = settings;
  const machine = { db: house.db, name: machineName(dataDir), dataDir, contentDir, now: house.now };
  const lease = await lookAtLease(machine);
  if (!lease.isHere) return refuse(`${leaseSentence(lease)}。请在那台机器上办理。`);
  const results = await publishDue(house, desk);
  for (const { id: published, faults } of results) {
    console.log(
      [`${published}：${faults.length === 0 ? "已公布" : "没有公布"}`, ...faults].join("\n"),
    );
  }
  if (results.every(({ faults }) => faults.length > 0)) return results.length === 0 ? 0 : 1;
  const outcome = await buildRelease({
    contentDir: settings.CONTENT_DIR,
    dataDir: settings.DATA_DIR,
    today: settings.TODAY || shanghaiToday(),
    settings: { site: settings.SITE_URL, service: settings.SERVICE_ORIGIN },
    isAutomatic: true,
    environment: process.env,
    now: house.now,
    say: (what) => console.log(what),
  });
  if ("faults" in outcome) return refuse(outcome.faults.join("\n"));
  return results.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function tell<T>(outcome: Outcome<T>, text: (value: T) => string): number {
  if ("value" in outcome) {
    console.log(text(outcome.value));
    return 0;
  }
  return refuse(
    outcome.problems.map(({ field, message }) => `${field} ${message}`.trim()).join("\n"),
  );
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (fault) {
    process.exit(misuse(fault instanceof Error ? fault.message : String(fault)));
  }
}

function misuse(reason: string): 2 {
  console.error(`${reason}\n用 --help 查看说明。`);
  return 2;
}

function refuse(reason: string): number {
  console.error(reason);
  return 1;
}
