import { snapshot, today } from "./context.ts";
import { indexOf } from "./snapshot-index.ts";
import { STATISTIC_FORMATS } from "./statistic-files.ts";
import { statistics } from "./statistics.ts";
import { tipFiguresCsv, tipFiguresJson } from "./tip-figure-files.ts";

export const isSample = snapshot.enterprises.some((firm) => firm.isSample);

/** The statistics of this build with their data files, made once. */
export const publishedStatistics = statistics(indexOf(snapshot), today).map((statistic) => ({
  statistic,
  files: STATISTIC_FORMATS.map(({ format, write }) => ({
    name: `${statistic.id}.${format}`,
    format,
    text: write(statistic, { today, isSample }),
  })),
}));

/** Where the figures of tips stand on the page, and how their files are called. */
export const TIPS_ID = "tips";

/** The files of the figures of tips; none before something is published. */
export const tipFigureFiles =
  snapshot.figures.length === 0
    ? []
    : [
        { name: `${TIPS_ID}.csv`, format: "csv", text: tipFiguresCsv(snapshot) },
        { name: `${TIPS_ID}.json`, format: "json", text: tipFiguresJson(snapshot) },
      ];

/** The addresses of the files of one format. */
export function statisticFilePaths(format: "csv" | "json") {
  const all = [
    ...publishedStatistics.map(({ statistic, files }) => ({ id: statistic.id, files })),
    { id: TIPS_ID, files: tipFigureFiles },
  ];
  return all.flatMap(({ id, files }) =>
    files
      .filter((file) => file.format === format)
      .map(({ text }) => ({ params: { statistic: id }, props: { text } })),
  );
}
