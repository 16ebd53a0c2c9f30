/** Checks the chains of what happened against themselves and against their signed heads. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Database, openDatabase } from "#db/database.ts";
import { CHAIN_NAMES } from "#db/queries/chain.ts";
import { databasePlace, type Settings, settingsOrExit } from "#server/env.ts";
import { headFolder } from "#server/secrets/head-files.ts";
import type { Head } from "#server/secrets/heads.ts";
import { readSigning } from "#server/secrets/keyring.ts";
import {
  type AuditReport,
  CHAIN_FAULTS,
  type ChainReport,
  checkChains,
  RECORD_FAULTS,
  RECORD_NAMES,
} from "#server/services/check-chains.ts";

const HELP = `用法：npm run audit:verify -- [选项]
逐条核对办理记录（${CHAIN_NAMES.join("、")}）：有没有被改、被删、换位置、末尾被截、被伪造；
再按登记核对每件举报的内容、身份、消息、附件、内部记录和核查记录：有没有被删、被改。
只读，可以在服务运行时核对。
  --head 链:位置:哈希  同时核对以前抄下的末条；可以写多次
  --help               显示这些说明
核对完会打印每条链的末条。请抄到数据库和密钥目录以外的地方，下次用 --head 核对：
两处一起被换成旧的，只有这样才看得出来。
退出码：0 完整，1 有问题，2 用法不对。目录由 DATA_DIR、SECRETS_DIR（或 DATABASE_URL）指定。`;

/** Rows between two lines of progress. */
const STEP = 100_000;

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) return fail(HELP, 2);
  if (asked.isHelp) {
    console.log(HELP);
    return 0;
  }
  const settings = settingsOrExit();
  const { url, file } = databasePlace(settings);
  if (url === undefined && !existsSync(file)) return fail(`没有 ${file}；请检查 DATA_DIR。`, 1);
  try {
    return describe(await check(settings, asked.known));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 1);
  }
}

async function check(settings: Settings, known: readonly Head[]): Promise<AuditReport> {
  const signing = readSigning(settings.SECRETS_DIR);
  const db: Database = await openDatabase(databasePlace(settings));
  let shown = 0;
  try {
    return await checkChains({
      read: db.read,
      signing,
      folder: headFolder(settings.SECRETS_DIR),
      known,
      onProgress: (chain, rows, of) => {
        if (Math.trunc(rows / STEP) === shown) return;
        shown = Math.trunc(rows / STEP);
        console.error(`${chain}  ${rows} / ${of}`);
      },
    });
  } finally {
    await db.close();
  }
}

function describe({ chains, forgedHeads, damagedHeads, records }: AuditReport): number {
  for (const report of chains) describeChain(report);
  for (const { reference, kind, row, fault } of records.faults) {
    console.error(`举报 ${reference} 的${RECORD_NAMES[kind]}${RECORD_FAULTS[fault]}：${row}`);
  }
  if (records.faults.length === 0) console.log(`登记过的加密内容：${records.checked} 项，都在。`);
  for (const where of forgedHeads) console.error(`签名不对：heads/${where}`);
  for (const where of damagedHeads)
    console.log(`读不出的一行（多半是断电时没有写完）：heads/${where}`);
  const isWhole =
    forgedHeads.length === 0 &&
    records.faults.length === 0 &&
    chains.every(({ fault }) => fault === null);
  return isWhole ? 0 : 1;
}

function describeChain({ chain, rows, head, fault, adopted }: ChainReport): void {
  if (fault === null) {
    console.log(`${chain}：${rows} 条，完整。`);
    if (head !== null) console.log(`  末条 ${chain}:${head.position}:${head.hash}`);
  } else {
    console.error(`${chain}：第 ${fault.position} 条有问题：${CHAIN_FAULTS[fault.kind]}。`);
  }
  for (const [from, to] of adopted) {
    console.log(`  第 ${from} 至 ${to} 条是服务启动时才补签的：在这以前的变动看不出来。`);
  }
}

function readArguments(args: string[]): { isHelp: boolean; known: Head[] } | null {
  try {
    const { values } = parseArgs({
      args,
      options: { head: { type: "string", multiple: true }, help: { type: "boolean" } },
    });
    const known = (values.head ?? []).map(readHead);
    return { isHelp: values.help ?? false, known };
  } catch {
    return null;
  }
}

function readHead(text: string): Head {
  const [chain, position = "", hash] =
    /^([\w-]+):([1-9]\d*):([0-9a-f]{64})$/.exec(text)?.slice(1) ?? [];
  if (hash === undefined || !CHAIN_NAMES.some((name) => name === chain)) throw new Error(text);
  return { chain: chain ?? "", position: Number(position), hash };
}

function fail(message: string, code: number): number {
  console.error(message);
  return code;
}
