import { type MonthFigures, monthFigures } from "#domain/tip-figure.ts";
import type { ContentFolder } from "./folder.ts";
import { readYaml } from "./yaml-file.ts";

/** The figures of tips that were published, by place, the oldest month first. */
export function readFigures(folder: ContentFolder): MonthFigures[] {
  return folder.list("figures", ".yaml").flatMap((file) => {
    const figures = readYaml(folder, file, monthFigures);
    if (figures === undefined) return [];
    const expected = figuresPath(figures);
    if (file !== expected)
      folder.report(
        figures,
        "month",
        `文件应当是 ${expected}`,
        "不要手工改动，用 npm run figures 重写",
      );
    return [figures];
  });
}

/** Where the figures of a month lie below the content folder. */
export function figuresPath({
  jurisdiction,
  month,
}: Pick<MonthFigures, "jurisdiction" | "month">): string {
  return `figures/${jurisdiction}/${month}.yaml`;
}
