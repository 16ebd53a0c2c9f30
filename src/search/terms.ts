import { ByteReader, ByteWriter } from "./bytes.ts";

/**
 * Posting lists of one term, one for each place where it can stand (a field group, or just one
 * place), still coded; a hole where it does not stand.
 */
export type TermLists = readonly (Uint8Array | undefined)[];

/** Where the terms of one kind lie: hashed into shards, the long ones in files of their own. */
export interface TermFiles {
  readonly prefix: string;
  readonly shards: number;
  readonly own: readonly string[];
}

const SHARD_BYTES = 2_000;
const OWN_FILE_BYTES = 1_500;

/** Writes terms into files; same terms, same bytes, in whatever order they come. */
export function writeTerms(
  prefix: string,
  terms: ReadonlyMap<string, TermLists>,
): { index: TermFiles; files: Map<string, Uint8Array> } {
  const sorted = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
  const isLong = ([, lists]: (typeof sorted)[number]) => bytesOf(lists) > OWN_FILE_BYTES;
  const short = sorted.filter((entry) => !isLong(entry));
  const bytes = short.reduce((sum, [term, lists]) => sum + bytesOf(lists) + 2 * term.length, 0);
  const index = {
    prefix,
    shards: Math.max(1, Math.ceil(bytes / SHARD_BYTES)),
    own: sorted.filter(isLong).map(([term]) => term),
  };
  const byFile = Map.groupBy(sorted, ([term]) => fileOf(index, term));
  const files = fileNames(index).map(
    (name) => [name, encodeTerms(byFile.get(name) ?? [])] as const,
  );
  return { index, files: new Map(files) };
}

/** Every file of the terms, also a shard into which no term happens to fall. */
function fileNames({ prefix, shards, own }: TermFiles): string[] {
  return [
    ...Array.from({ length: shards }, (_, number) => `${prefix}-${number}.bin`),
    ...own.map((_, number) => `${prefix}-own-${number}.bin`),
  ];
}

/** The file in which a term's lists stand, if they stand anywhere. */
export function fileOf(index: TermFiles, term: string): string {
  const own = ownFiles(index).get(term);
  return own ?? `${index.prefix}-${hash(term) % index.shards}.bin`;
}

export function hasOwnFile(index: TermFiles, term: string): boolean {
  return ownFiles(index).has(term);
}

export function encodeTerms(entries: Iterable<readonly [string, TermLists]>): Uint8Array {
  const writer = new ByteWriter();
  const utf8 = new TextEncoder();
  for (const [term, lists] of entries) {
    writer.writeBlock(utf8.encode(term));
    writer.writeNumber(lists.reduce((mask, list, place) => mask | (list ? 1 << place : 0), 0));
    for (const list of lists) if (list) writer.writeBlock(list);
  }
  return writer.finish();
}

/** @throws RangeError when the file is cut short */
export function decodeTerms(bytes: Uint8Array): Map<string, TermLists> {
  const reader = new ByteReader(bytes);
  const utf8 = new TextDecoder();
  const terms = new Map<string, TermLists>();
  while (!reader.isAtEnd) {
    const term = utf8.decode(reader.readBlock());
    const lists: (Uint8Array | undefined)[] = [];
    for (let mask = reader.readNumber(); mask > 0; mask >>>= 1) {
      lists.push(mask & 1 ? reader.readBlock() : undefined);
    }
    terms.set(term, lists);
  }
  return terms;
}

function bytesOf(lists: TermLists): number {
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

const ownFilesOf = new WeakMap<TermFiles, Map<string, string>>();

function ownFiles(index: TermFiles): Map<string, string> {
  let files = ownFilesOf.get(index);
  if (!files) {
    files = new Map(index.own.map((term, i) => [term, `${index.prefix}-own-${i}.bin`]));
    ownFilesOf.set(index, files);
  }
  return files;
}

/** FNV-1a over UTF-16 units: spreads evenly and is the same everywhere. */
function hash(term: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) {
    value = Math.imul(value ^ term.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
