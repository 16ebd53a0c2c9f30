/**
 * `npm run figures`: counts tips of the months that are over and writes what may be published of
 * them into `content/figures/`. A month that was published is never written again by itself.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import type { MonthFigures } from "#domain/tip-figure.ts";
import { figuresPath } from "#registry/read-figures.ts";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { countFigures } from "#server/services/count-figures.ts";
import { argumentsOrExit } from "./arguments.ts";

const HELP = `用法：npm run figures -- [选项]
统计已经过完的月份，把可以公布的数写进 CONTENT_DIR 的 figures/<地方>/<月份>.yaml。
4件以下的数不写，能推算出它们的数也不写。已经写过的月份不再改动。
  --dry-run            只列出要写哪些文件
  --check              重新统计，与已经公布的逐月核对，不写文件
  --rewrite 地方/月份  重写一个月，例如 ankang/2026-03
  --build              写了以后请服务器生成网页
  --sample             标明是演示数据
  --help               显示这些说明
退出码：0 办成，或者核对一致；1 核对不一致；2 命令写得不对。`;

const HEAD = `# 由 npm run figures 写出，不要手工改动。null：4件以下，或者会让人推算出4件以下的数，不公布。\n`;

process.exitCode = await run();

async function run(): Promise<number> {
  const { values } = argumentsOrExit(HELP, {
    options: {
      "dry-run": { type: "boolean" },
      check: { type: "boolean" },
      rewrite: { type: "string" },
      build: { type: "boolean" },
      sample: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const settings = settingsOrExit();
  const { house } = await openHouse(settings);
  try {
    const counted = await countFigures(house, values.sample === true);
    const published = house.snapshot().figures;
    if (values.check) return compare(published, counted);
    const { rewrite } = values;
    if (rewrite !== undefined && !counted.some((figures) => nameOf(figures) === rewrite)) {
      console.error(`没有 ${rewrite} 可以统计：要写成 地方/月份，而且这个月已经过完。`);
      return 2;
    }
    const wanted = counted.filter((figures) =>
      rewrite === undefined
        ? !existsSync(join(settings.CONTENT_DIR, figuresPath(figures)))
        : nameOf(figures) === rewrite,
    );
    const pathOf = (figures: MonthFigures) => join(settings.CONTENT_DIR, figuresPath(figures));
    if (!values["dry-run"])
      await house.content.alone(() => {
        for (const figures of wanted) write(pathOf(figures), figures);
        if (values.build && wanted.length > 0) house.content.wantBuild();
      });
    for (const figures of wanted)
      console.log(`${values["dry-run"] ? "要写" : "已写"} ${pathOf(figures)}`);
    if (wanted.length === 0) console.log("没有要写的：过完的月份都已经公布，或者还没有举报。");
    return 0;
  } finally {
    await house.db.close();
  }
}

/** Whole or not at all: readers never meet half a file. */
function write(path: string, figures: MonthFigures): void {
  mkdirSync(dirname(path), { recursive: true });
  const unseen = join(dirname(path), `.${basename(path)}.new`);
  writeFileSync(unseen, HEAD + stringify(figures), { flush: true });
  renameSync(unseen, path);
}

/** Says which published months a new count does not give again. */
function compare(published: readonly MonthFigures[], counted: readonly MonthFigures[]): number {
  const different = published.filter((kept) => {
    const again = counted.find((figures) => nameOf(figures) === nameOf(kept));
    const { countedOn, isSample } = kept;
    return !isDeepStrictEqual(kept, again && { ...again, countedOn, isSample });
  });
  for (const figures of different) console.error(`${nameOf(figures)} 与重新统计的不一致`);
  if (different.length > 0) return 1;
  console.log(`已公布的${published.length}个月，重新统计都一致。`);
  return 0;
}

function nameOf({ jurisdiction, month }: MonthFigures): string {
  return `${jurisdiction}/${month}`;
}
