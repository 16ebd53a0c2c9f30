/**
 * `npm run release`: builds releases of the site and says which one is served.
 * Exit code 0: done; 1: not done, the reasons are printed; 2: wrong use.
 */
import { settingsOrExit } from "#server/env.ts";
import { buildRelease } from "#server/releases/build-release.ts";
import {
  currentId,
  findRelease,
  isPinned,
  listReleases,
  pin,
  releasesIn,
  switchTo,
} from "#server/releases/release-store.ts";
import { argumentsOrExit } from "./arguments.ts";
import { shanghaiToday } from "./build-inputs.mjs";

const HELP = `用法：npm run release -- <命令>
  build         按现在的内容生成一个新版本，检查后换上；内容、日期、程序都没有变就不生成
  list          列出保留的版本，最新的在前
  switch 版本号 换上一个保留的版本
  back          退回正在使用的版本之前的那一个
选项
  --automatic   （build）不是人要求的：人工换上的版本保持不动
  --help        显示这些说明
人工换上的版本一直用到下一次 npm run release -- build，每天零点后的自动生成不动它。
目录由环境变量 DATA_DIR、CONTENT_DIR 指定，与服务相同；服务在几秒内自己换上，不用重新启动。`;

const startedAt = performance.now();
const { values, positionals } = argumentsOrExit(HELP, {
  allowPositionals: true,
  options: { automatic: { type: "boolean", default: false }, help: { type: "boolean" } },
});
const [command = "", id = ""] = positionals;
const settings = settingsOrExit();
const root = releasesIn(settings.DATA_DIR);

const COMMANDS: Readonly<Record<string, () => number | Promise<number>>> = {
  build: async () => {
    const outcome = await buildRelease({
      contentDir: settings.CONTENT_DIR,
      dataDir: settings.DATA_DIR,
      today: settings.TODAY || shanghaiToday(),
      settings: { site: settings.SITE_URL, service: settings.SERVICE_ORIGIN },
      isAutomatic: values.automatic,
      environment: process.env,
      now: () => new Date(),
      say,
    });
    if ("faults" in outcome) return refuse("没有换上新版本：", ...outcome.faults);
    const { id: built, today, pages } = outcome.release;
    const said = {
      built: `换上版本 ${built}（${pages} 个页面和文件，截至 ${today}）`,
      unchanged: `没有变化，仍用版本 ${built}（截至 ${today}）`,
      pinned: `版本 ${built} 是人工换上的，保持不动（npm run release -- build 可以换新）`,
    };
    say(said[outcome.done]);
    return 0;
  },
  list: () => {
    const current = currentId(root);
    for (const release of listReleases(root)) {
      const mark =
        release.id === current ? (isPinned(root) ? "正在使用，人工换上" : "正在使用") : "";
      console.log(
        `${release.id}  截至 ${release.today}  ${release.pages} 个页面和文件  ${mark}`.trimEnd(),
      );
    }
    return 0;
  },
  switch: () => choose(id),
  back: () => {
    const ids = listReleases(root).map((release) => release.id);
    const before = ids[ids.indexOf(currentId(root) ?? "") + 1];
    return before === undefined ? refuse("没有更早的版本可以退回。") : choose(before);
  },
};

const run = COMMANDS[command];
if (values.help || run === undefined) {
  (values.help ? console.log : console.error)(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  process.exitCode = await run();
}

/** Pinned first: between the two steps the old release is still served. */
function choose(chosen: string): number {
  const release = findRelease(root, chosen);
  if (release === null) {
    return refuse(`没有版本“${chosen}”。npm run release -- list 列出全部版本。`);
  }
  const before = findRelease(root, currentId(root) ?? "");
  pin(root, true);
  switchTo(root, chosen);
  say(`换上版本 ${chosen}，到下一次 npm run release -- build 为止`);
  if (before !== null && before.code !== release.code)
    say("它和换下的版本不是同一版程序（设置）生成的：服务要是用另一版启动的，重新启动以后才换上");
  return 0;
}

function refuse(...lines: string[]): number {
  for (const line of lines) console.error(line);
  return 1;
}

function say(what: string): void {
  console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1)} s] ${what}`);
}
