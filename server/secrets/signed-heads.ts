import { type HeadLine, listHeadFiles, readHeadFiles, statementOf } from "./head-files.ts";
import type { Head } from "./heads.ts";
import type { Signing } from "./signing.ts";

type Range = [from: number, to: number];

/** What the signed heads of every host say about the chains. */
export interface SignedHeads {
  isMissing: boolean;
  /** Lines whose signature does not hold, by file and line. */
  forged: readonly string[];
  /** Lines that cannot be read. */
  damaged: readonly string[];
  /** Adds a head that somebody vouches for by other means. */
  expect: (head: Head) => void;
  /** False when another hash was signed for that position. */
  allows: (head: Head) => boolean;
  /** The last position signed; 0 when none is. */
  last: (chain: string) => number;
  /** The first position up to `last` that nobody vouched for; null when there is none. */
  firstUnsigned: (chain: string, last: number) => number | null;
  /** Positions vouched for only by a server that found them at its start. */
  adopted: (chain: string) => readonly Range[];
}

/** Reads the heads that all hosts have written, and checks every signature. */
export async function readSignedHeads(folder: string, signing: Signing): Promise<SignedHeads> {
  const forged: string[] = [];
  const damaged: string[] = [];
  const hashes = new Map<string, Set<string>>();
  const last = new Map<string, number>();
  const ranges: Record<HeadLine["of"], Map<string, Range[]>> = {
    work: new Map(),
    start: new Map(),
  };

  function expect({ chain, position, hash }: Head) {
    const key = `${chain}/${position}`;
    hashes.set(key, (hashes.get(key) ?? new Set()).add(hash));
    last.set(chain, Math.max(last.get(chain) ?? 0, position));
  }
  for await (const { where, content } of readHeadFiles(folder)) {
    if (content === null) {
      damaged.push(where);
    } else if (!signing.verify(content.keyId, statementOf(content), content.signature)) {
      forged.push(where);
    } else {
      for (const [chain, [position, hash]] of Object.entries(content.heads)) {
        expect({ chain, position, hash });
      }
      for (const [chain, signed] of Object.entries(content.signed)) {
        const known = ranges[content.of].get(chain) ?? [];
        ranges[content.of].set(chain, known);
        for (const range of signed) known.push(range);
      }
    }
  }
  const worked = (chain: string) => joined(ranges.work.get(chain) ?? []);
  const found = (chain: string) => joined(ranges.start.get(chain) ?? []);
  return {
    isMissing: listHeadFiles(folder).length === 0,
    forged,
    damaged,
    expect,
    allows: ({ chain, position, hash }) => {
      const signed = hashes.get(`${chain}/${position}`);
      return signed === undefined || (signed.size === 1 && signed.has(hash));
    },
    last: (chain) => last.get(chain) ?? 0,
    firstUnsigned: (chain, end) => {
      const [gap] = without([[1, end]], joined([...worked(chain), ...found(chain)]));
      return gap?.[0] ?? null;
    },
    adopted: (chain) => without(found(chain), worked(chain)),
  };
}

/** Ranges in order, those that touch or overlap made one. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** What of some ranges lies in none of others; both joined. */
function without(ranges: readonly Range[], others: readonly Range[]): Range[] {
  return ranges.flatMap(([from, to]) => {
    const left: Range[] = [];
    let next = from;
    for (const [start, end] of others) {
      if (end < next || start > to) continue;
      if (start > next) left.push([next, start - 1]);
      next = end + 1;
    }
    if (next <= to) left.push([next, to]);
    return left;
  });
}
