/** Destroys the content of tips whose time is over, as a running server does every hour. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { databasePlace, type Settings, settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { type DuePurge, listDuePurges, purgeTips } from "#server/services/purge-tips.ts";

const HELP = `用法：npm run purge -- [选项]
销毁已满保存期限的举报内容：密钥、正文、姓名和联系方式、往来消息、内部记录、核查记录、附件。留下编号、地方、类别、
状态、结论和日期，继续计入统计。期限在 CONTENT_DIR 的 retention.yaml 里。不能恢复。
  --dry-run  只列出要销毁的，什么也不改
  --help     显示这些说明
退出码：0 完成，1 没有完成，2 用法不对。目录由 DATA_DIR、SECRETS_DIR、CONTENT_DIR 指定，与服务相同。`;

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) return fail(HELP, 2);
  if (asked.help) {
    console.log(HELP);
    return 0;
  }
  const settings = settingsOrExit();
  const { url, file } = databasePlace(settings);
  if (url === undefined && !existsSync(file)) return fail(`没有 ${file}；请检查 DATA_DIR。`, 1);
  try {
    return say(await purge(settings, asked["dry-run"] ?? false), asked["dry-run"] ?? false);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 1);
  }
}

async function purge(settings: Settings, isDryRun: boolean): Promise<DuePurge[]> {
  const { house } = await openHouse(settings);
  try {
    return await (isDryRun ? listDuePurges(house) : purgeTips(house));
  } finally {
    await house.db.close();
  }
}

function say(purges: readonly DuePurge[], isDryRun: boolean): number {
  for (const { reference, endedOn, keptUntil } of purges) {
    console.log(`${reference}  ${endedOn} 办理结束，保存到 ${keptUntil}`);
  }
  const what = isDryRun ? "件已满保存期限，还没有销毁" : "件已销毁内容";
  console.log(`共 ${purges.length} ${what}。`);
  return 0;
}

function readArguments(args: string[]) {
  try {
    const options = { "dry-run": { type: "boolean" }, help: { type: "boolean" } } as const;
    return parseArgs({ args, options }).values;
  } catch {
    return null;
  }
}

function fail(message: string, code: number): number {
  console.error(message);
  return code;
}
