import { snapshot, today } from "./context.ts";
import { indexOf } from "./snapshot-index.ts";
import { STATISTIC_FORMATS } from "./statistic-files.ts";
import { statistics } from "./statistics.ts";

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

/** The addresses of the files of one format. */
export function statisticFilePaths(format: "csv" | "json") {
  return publishedStatistics.flatMap(({ statistic, files }) =>
    files
      .filter((file) => file.format === format)
      .map(({ text }) => ({ params: { statistic: statistic.id }, props: { text } })),
  );
}
