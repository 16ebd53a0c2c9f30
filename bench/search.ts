/**
 * Searches a whole register as citizens would and prints what it cost: `npm run bench -- search`.
 * Truth is a plain scan that shares nothing with the index but the normalisation of text.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { normalizeField, words as wordsOf } from "#domain/tokenizer.ts";
import { buildSearch, type SearchFiles } from "#search/build.ts";
import { openSearch } from "#search/engine.ts";
import { memoryLoader } from "#search/folder.ts";
import { FIELD_GROUPS, type SearchRecord } from "#search/record.ts";
import { kilobytes, mean, peakMemory, percent, print, quantile, seconds } from "./figures.ts";
import { measureScripts } from "./script-size.ts";
import { questionsFrom } from "./search-questions.ts";
import { syntheticRecords } from "./search-records.ts";
import { contentRecords, sampleRecords } from "./search-sources.ts";

const PAGE = 10;

/** Measures an index of the given records; prints one line a figure. */
export async function benchSearch(records: readonly SearchRecord[], seed: number): Promise<void> {
  print("peak memory of reading", peakMemory());
  const started = performance.now();
  const built = buildSearch(records);
  print("build of the index", seconds(performance.now() - started));
  print("peak memory with it", peakMemory());
  print("records", String(records.length));
  print("index", `${built.files.size} files, ${kilobytes(sizeOfAll(built))} before brotli`);

  const scripts = await measureScripts();
  print("scripts", `${kilobytes(scripts)} brotli, lunr among them`);

  const questions = questionsFrom(records, 200, seed);
  const plain = records.map(plainTexts);
  const costs: Cost[] = [];
  for (const question of questions) costs.push(await ask(built, question, plain));
  const first = costs.map((cost) => scripts + cost.bytes);
  const withFacets = costs.map((cost) => scripts + cost.bytesWithFacets);

  print("questions", String(costs.length));
  print("recall@10", mean(costs.map((cost) => cost.recall)).toFixed(3));
  print("precision@10", mean(costs.map((cost) => cost.precision)).toFixed(3));
  print("total is right", `${percent(costs, (cost) => cost.isTotalRight)} of questions`);
  print(
    "total said to be exact",
    percent(costs, (cost) => cost.isTotalExact),
  );
  print("first page, median", kilobytes(quantile(first, 0.5)));
  print("first page, p95", kilobytes(quantile(first, 0.95)));
  print("with facet counts, median", kilobytes(quantile(withFacets, 0.5)));
  print("with facet counts, p95", kilobytes(quantile(withFacets, 0.95)));
  print("warm question, p95", `${(await warmQuantile(built, questions, 0.95)).toFixed(2)} ms`);
}

interface Cost {
  readonly recall: number;
  readonly precision: number;
  readonly isTotalRight: boolean;
  readonly isTotalExact: boolean;
  readonly bytes: number;
  readonly bytesWithFacets: number;
}

/** One question put to an engine that has loaded nothing yet. */
async function ask(
  built: SearchFiles,
  question: string,
  plain: readonly PlainRecord[],
): Promise<Cost> {
  let bytes = 0;
  const load = memoryLoader(built);
  const search = await openSearch(async (name) => {
    const file = await load(name);
    bytes += brotliSize(name, file);
    return file;
  });
  const answer = await search.search({ q: question, size: PAGE });
  const bytesForHits = bytes;
  await search.countFacets({ q: question });

  const truth = new Set(plain.filter(holdsAll(wordsOf(question))).map(({ id }) => id));
  const right = answer.hits.filter(({ record }) => truth.has(record.id)).length;
  const findable = Math.min(PAGE, truth.size);
  return {
    recall: findable === 0 ? 1 : right / findable,
    precision: answer.hits.length === 0 ? 1 : right / answer.hits.length,
    isTotalRight: answer.total === truth.size,
    isTotalExact: answer.isTotalExact,
    bytes: bytesForHits,
    bytesWithFacets: bytes,
  };
}

interface PlainRecord {
  readonly id: string;
  readonly texts: readonly string[];
}

function plainTexts({ id, fields }: SearchRecord): PlainRecord {
  const texts = FIELD_GROUPS.flatMap((group) => fields[group]);
  return { id, texts: texts.map((text) => normalizeField(text).text) };
}

function holdsAll(words: readonly string[]): (record: PlainRecord) => boolean {
  return ({ texts }) => words.every((word) => texts.some((text) => text.includes(word)));
}

/** All questions twice over one engine; the second time everything is loaded and compiled. */
async function warmQuantile(built: SearchFiles, questions: readonly string[], share: number) {
  const search = await openSearch(memoryLoader(built));
  const timesOnce = async () => {
    const times: number[] = [];
    for (const q of questions) {
      const started = performance.now();
      await search.search({ q, size: PAGE });
      times.push(performance.now() - started);
    }
    return times;
  };
  await timesOnce();
  return quantile(await timesOnce(), share);
}

const brotliSizes = new Map<string, number>();

function brotliSize(name: string, file: Uint8Array): number {
  const size = brotliSizes.get(name) ?? brotliCompressSync(file).length;
  brotliSizes.set(name, size);
  return size;
}

function sizeOfAll({ files }: SearchFiles): number {
  return [...files.values()].reduce((sum, file) => sum + file.length, 0);
}

const OPTIONS = {
  enterprises: { type: "string", default: "10000" },
  seed: { type: "string", default: "7" },
  content: { type: "string" },
  plain: { type: "boolean", default: false },
} as const;

/**
 * Entry of `npm run bench -- search`. Without options: on the records of a sample of 10,000
 * enterprises. `--content DIR`: on a content folder; `--plain`: on records made here, which needs
 * no content and less memory.
 */
export async function main(args: readonly string[]): Promise<void> {
  const {
    enterprises,
    seed: seedText,
    content,
    plain,
  } = parseArgs({
    args: [...args],
    options: OPTIONS,
  }).values;
  const [count, seed] = [Number(enterprises), Number(seedText)];
  const source = content ?? `演示数据, ${count} enterprises, seed ${seed}`;
  console.log(`search: ${source}; Node ${process.version}, ${availableParallelism()} cores`);
  const records = plain
    ? syntheticRecords(count, seed)
    : content === undefined
      ? sampleRecords(count, seed)
      : contentRecords(content);
  await benchSearch(records, seed);
}
