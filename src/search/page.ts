import { checkRow } from "./check-row.ts";
import type { Found } from "./find.ts";
import type { IndexReader } from "./index-reader.ts";
import { isLetterWord } from "./initials.ts";
import type { SearchAnswer, SearchHit, SearchQuery } from "./query.ts";
import { MOST_RANKED } from "./rank.ts";

/**
 * Reads the rows of one page and checks each against the words; what fails is replaced by what
 * comes next. Pages among the ranked results are counted from checked rows; further on, where
 * checking all before would cost too much, from the index alone: a row may then come twice at
 * the seam, but none is left out.
 */
export async function readPage(
  reader: IndexReader,
  found: Found,
  order: Uint32Array,
  { page, size }: SearchQuery,
): Promise<SearchAnswer> {
  const before = (page - 1) * size;
  const isNear = !found.isProven && before < MOST_RANKED;
  const hits = isNear
    ? (await readHits(reader, found, order, 0, before + size)).slice(before)
    : await readHits(reader, found, order, before, size);
  return {
    words: found.words,
    isCut: found.isCut,
    total: order.length - countIn(found.failed, order),
    isTotalExact: found.isProven || countIn(found.checked, order) === order.length,
    page,
    size,
    hits,
  };
}

function countIn(docs: ReadonlySet<number>, order: Uint32Array): number {
  return docs.size > 0 ? order.filter((doc) => docs.has(doc)).length : 0;
}

async function readHits(
  reader: IndexReader,
  found: Found,
  order: Uint32Array,
  from: number,
  count: number,
): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (let at = from; hits.length < count && at < order.length; ) {
    const docs = order.subarray(at, at + count - hits.length);
    const rows = await Promise.all([...docs].map((doc) => readHit(reader, found, doc)));
    hits.push(...rows.filter((row) => row !== undefined));
    at += docs.length;
  }
  return hits;
}

async function readHit(
  reader: IndexReader,
  found: Found,
  doc: number,
): Promise<SearchHit | undefined> {
  const readings = found.words.some(isLetterWord) ? await reader.readings() : undefined;
  const record = await reader.recordAt(doc);
  const marks = checkRow(record, found.words, readings);
  found.checked.add(doc);
  if (marks) return { record, marks };
  found.failed.add(doc);
  return undefined;
}
