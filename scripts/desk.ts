/**
 * The desk on the command line: reads tips, admits them and replies, beside the running server and
 * through the same use cases. Unlocked by the recovery passphrase, until desks have members.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { CannotOpen } from "#server/secrets/sealing.ts";
import { type DeskOpener, recoveryOpener } from "#server/services/desk.ts";
import type { House, Outcome } from "#server/services/house.ts";
import { admitTip, recordReply } from "#server/services/move-tip.ts";
import { type DeskView, listTipLines, viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";

const HELP = `用法：npm run desk -- <命令> [选项]
  list                        列出全部举报（不需要口令，只显示未加密的项目）
  show 编号                   打开一件举报
  admit 编号 [--note 说明]    受理；说明会给举报人看
  reply 编号 --text 内容      给举报人写一条消息
选项
  --passphrase-file 文件      从文件读恢复口令；不给就在屏幕上问
  --help                      显示这些说明
目录由环境变量 DATA_DIR、SECRETS_DIR、CONTENT_DIR 指定，与服务相同。`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: true,
  options: {
    note: { type: "string" },
    text: { type: "string" },
    "passphrase-file": { type: "string" },
    help: { type: "boolean" },
  },
});
const [command = "", reference = ""] = positionals;

interface Desk {
  house: House;
  /** Asks for the passphrase the first time. */
  opener: () => Promise<DeskOpener>;
}

const COMMANDS: Readonly<Record<string, (desk: Desk) => Promise<number>>> = {
  list: async ({ house }) => {
    for (const tip of await listTipLines(house)) {
      const who = tip.isNamed ? "实名" : "匿名";
      console.log([tip.reference, tip.receivedAt, tip.category, who, tip.status].join("  "));
    }
    return 0;
  },
  show: async ({ house, opener }) =>
    say(await viewTipAtDesk(house, await opener(), reference), describe),
  admit: async ({ house, opener }) =>
    say(await admitTip(house, await opener(), reference, values.note), () => `${reference} 已受理`),
  reply: async ({ house, opener }) =>
    say(
      await recordReply(house, await opener(), reference, values.text ?? ""),
      () => `${reference} 已答复`,
    ),
};

process.exitCode = await run();

async function run(): Promise<number> {
  const act = COMMANDS[command];
  if (values.help || act === undefined) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (command !== "list" && reference === "") {
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
    return await act({ house, opener: async () => recoveryOpener(house, await passphrase()) });
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

function describe(tip: DeskView): string {
  const { body, identity } = tip;
  const subject =
    "enterprise" in body.subject
      ? `登记企业 ${body.subject.enterprise}`
      : "unknown" in body.subject
        ? "不清楚名称"
        : [body.subject.name, body.subject.address].filter(Boolean).join("，");
  return [
    `${tip.reference}  ${tip.jurisdiction}  ${tip.category}  ${tip.status}`,
    `收到：${tip.receivedAt}${tip.isWeaklyProven ? "（以问答验证提交）" : ""}`,
    `对象：${subject}`,
    `情况：${body.description}`,
    ...(body.seenOn ? [`看到的日期：${body.seenOn}`] : []),
    identity ? `举报人：${identity.name}，${identity.phone}` : "举报人：匿名",
    ...tip.desks.map((desk) => `部门：${desk.name}（${desk.role}）${desk.reason}`),
    ...tip.steps.map((step) => `经过：${step.at} ${step.name} ${step.note ?? ""}`.trimEnd()),
    ...tip.messages.map((message) => `${message.at} ${message.by ?? "举报人"}：${message.text}`),
    `可以做：${tip.mayDo.join("、")}`,
  ].join("\n");
}

async function passphrase(): Promise<string> {
  const file = values["passphrase-file"];
  if (file !== undefined) return readFileSync(file, "utf8").trim();
  process.stderr.write("恢复口令：");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = await prompt.question("");
  prompt.close();
  process.stderr.write("\n");
  return typed.trim();
}
