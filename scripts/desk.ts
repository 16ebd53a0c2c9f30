/**
 * The desk on the command line: reads tips and drives them from end to end, beside the running
 * server and through the same use cases. Unlocked by the recovery passphrase, until desks have
 * members.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CHECK_WAYS } from "#domain/check-way.ts";
import { CLOSING_CHECKS } from "#domain/closing-check.ts";
import { TIP_ACTS } from "#domain/tip-act-table.ts";
import { FINDINGS } from "#domain/tip-status.ts";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { CannotOpen } from "#server/secrets/sealing.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { type Clerk, onlyFor } from "#server/services/desk.ts";
import type { FilePart } from "#server/services/evidence-file.ts";
import type { House, Outcome } from "#server/services/house.ts";
import { listDue } from "#server/services/list-due.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { recordRecovery } from "#server/services/recovery-use.ts";
import { openEvidence, viewEvidence } from "#server/services/view-evidence.ts";
import { listTipLines, viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { describeEvidence, saveEvidence } from "./desk-evidence.ts";
import { describeTip, dueLine } from "./desk-text.ts";
import { askPassphrase } from "./passphrase.ts";

const ACTS = new Map(
  TIP_ACTS.flatMap((rule) => (rule.permission === null ? [] : [[rule.act as string, rule]])),
);

const HELP = `用法：npm run desk -- <命令> [选项]
  list                        列出全部举报（不需要口令，只显示未加密的项目）
  due                         列出快到期、今天到期和已超期的（不需要口令）
  show 编号                   打开一件举报，列出现在可以做的事
  message 编号 --text 内容    给举报人写一条消息
  evidence 编号               列出附件
  save-copy 编号 --number 序号 --to 目录      存照片的副本（已去除拍摄信息）
  save-original 编号 --number 序号 --to 目录  存附件原件；--note 写明原因，举报人会看到
办理（能不能做、要带什么，由举报现在的状态决定；不合适时会说明）
${[...ACTS.values()].map(({ act, name }) => `  ${`${act} 编号`.padEnd(24)}${name}`).join("\n")}
选项
  --note 说明                 举报人会看到
  --department 部门           移送到、增加的部门（编号，如 miit）
  --ground 依据               不予受理的依据
  --elsewhere 途径            举报人还可以到哪里反映
  --finding 结论              ${FINDINGS.map(({ id, name }) => `${id}（${name}）`).join(" ")}
  --checked-how 方式          ${CHECK_WAYS.map(({ id, name }) => `${id}（${name}）`).join(" ")}
  --no-visit 原因             没有到现场核查的原因，举报人会看到
  --checked-on 日期           核查日期，例如 2026-11-21
  --checklist 项目,项目       办结前核对好的项目：
${CLOSING_CHECKS.map(({ id, name }) => `                              ${id}（${name}）`).join("\n")}
  --until 日期                延长到哪一天
  --into 编号                 并入哪件举报
  --as 部门                   只用这个部门的钥匙办理
  --passphrase-file 文件      从文件读恢复口令；不给就在屏幕上问
  --help                      显示这些说明
每次动用恢复口令都先记入操作记录，有关部门、管理员和审计员登录时会看到。
目录由环境变量 DATA_DIR、SECRETS_DIR、CONTENT_DIR 指定，与服务相同。
退出码：0 办成；1 没有办成，原因在屏幕上；2 命令写得不对。`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: true,
  options: {
    note: { type: "string" },
    text: { type: "string" },
    department: { type: "string" },
    ground: { type: "string" },
    elsewhere: { type: "string" },
    finding: { type: "string" },
    "checked-how": { type: "string" },
    "no-visit": { type: "string" },
    "checked-on": { type: "string" },
    checklist: { type: "string" },
    until: { type: "string" },
    into: { type: "string" },
    as: { type: "string" },
    number: { type: "string" },
    to: { type: "string" },
    "passphrase-file": { type: "string" },
    help: { type: "boolean" },
  },
});
const [command = "", reference = ""] = positionals;

interface Desk {
  house: House;
  /** Asks for the passphrase the first time. */
  clerk: () => Promise<Clerk>;
}

const COMMANDS: Readonly<Record<string, (desk: Desk) => Promise<number>>> = {
  list: async ({ house }) => {
    for (const tip of await listTipLines(house)) {
      const who = tip.isNamed ? "实名" : "匿名";
      console.log([tip.reference, tip.receivedAt, tip.category, who, tip.status].join("  "));
    }
    return 0;
  },
  due: async ({ house }) => {
    for (const line of await listDue(house, { today: house.today() })) console.log(dueLine(line));
    return 0;
  },
  show: async ({ house, clerk }) =>
    say(await viewTipAtDesk(house, await clerk(), reference), describeTip),
  message: async ({ house, clerk }) =>
    say(
      await recordDeskMessage(house, await clerk(), reference, { text: values.text ?? "" }),
      () => `${reference} 消息已发给举报人`,
    ),
  "allow-identity": async ({ house, clerk }) =>
    say(await allowIdentity(house, await clerk(), reference), () => `${reference} 已同意查看`),
  evidence: async ({ house, clerk }) =>
    say(await viewEvidence(house, await clerk(), reference), describeEvidence),
  "save-copy": (desk) => save(desk, "copy"),
  "save-original": (desk) => save(desk, "original"),
};

async function save({ house, clerk }: Desk, part: FilePart): Promise<number> {
  const number = Number(values.number);
  if (part === "original" && values.note !== undefined) {
    const request = { act: "open-original", input: { note: values.note } };
    const said = await actOnTip(house, await clerk(), reference, request);
    if (!("value" in said)) return say(said, String);
  }
  const opened = await openEvidence(house, await clerk(), reference, number, part);
  if (!("value" in opened)) return say(opened, String);
  return say(await saveEvidence(opened.value, values.to ?? "."), String);
}

async function act({ house, clerk }: Desk): Promise<number> {
  const { note, department, ground, elsewhere, finding, until, into } = values;
  const given = { note, department, ground, elsewhere, finding, until, into };
  const input = {
    ...given,
    checkedHow: values["checked-how"],
    noVisit: values["no-visit"],
    checkedOn: values["checked-on"],
    checklist: values.checklist?.split(","),
  };
  return say(
    await actOnTip(house, await clerk(), reference, { act: command, input }),
    ({ status }) => `${reference} ${ACTS.get(command)?.name}，现在是 ${status}`,
  );
}

const NEEDS_NO_REFERENCE = ["list", "due"];

process.exitCode = await run();

async function run(): Promise<number> {
  const run = COMMANDS[command] ?? (ACTS.has(command) ? act : undefined);
  if (values.help || run === undefined) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (!NEEDS_NO_REFERENCE.includes(command) && reference === "") {
    console.error("请写明举报编号，例如 AK-2026-000001。");
    return 2;
  }
  const settings = settingsOrExit();
  if (!existsSync(join(settings.SECRETS_DIR, "recovery.json"))) {
    console.error(`${settings.SECRETS_DIR} 里没有密钥；请先启动一次服务，或检查 SECRETS_DIR。`);
    return 1;
  }
  const { house } = await openHouse(settings);
  try {
    let opened: Promise<Clerk> | undefined;
    const clerk = () => {
      opened ??= clerkOf(house);
      return opened;
    };
    return await run({ house, clerk });
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    console.error("口令不对，或者数据已被改动，打不开。");
    return 1;
  } finally {
    await house.db.close();
  }
}

function say<T>(outcome: Outcome<T>, describeValue: (value: T) => string): number {
  if ("value" in outcome) {
    console.log(describeValue(outcome.value));
    return 0;
  }
  for (const { message } of outcome.problems) console.error(message);
  return 1;
}

async function clerkOf(house: House): Promise<Clerk> {
  const passphrase = await askPassphrase(values["passphrase-file"]);
  const detail = `在服务器上办理 ${reference}（${command}）`;
  const clerk = await recordRecovery(house, passphrase, { reference, detail });
  return values.as ? { ...clerk, opener: onlyFor(values.as, clerk.opener) } : clerk;
}
