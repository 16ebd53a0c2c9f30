/** A set of documents: their numbers, rising, each once. */
export type DocSet = Uint32Array;

export const NO_DOCS: DocSet = new Uint32Array(0);

export function allDocs(count: number): DocSet {
  return Uint32Array.from({ length: count }, (_, doc) => doc);
}

/** What is in every set; the smallest goes first. Without sets: nothing. */
export function intersect(sets: readonly DocSet[]): DocSet {
  const [first, ...rest] = [...sets].sort((a, b) => a.length - b.length);
  return rest.reduce((common, set) => intersectTwo(common, set), first ?? NO_DOCS);
}

/** What is in at least one set. */
export function unite(sets: readonly DocSet[]): DocSet {
  const filled = sets.filter((set) => set.length > 0);
  return filled.reduce((sum, set) => uniteTwo(sum, set), filled.shift() ?? NO_DOCS);
}

function intersectTwo(small: DocSet, large: DocSet): DocSet {
  const isLopsided = large.length > 16 * small.length;
  const common = new Uint32Array(small.length);
  let length = 0;
  let from = 0;
  for (const doc of small) {
    from = isLopsided ? seekByHalves(large, doc, from) : seekOnward(large, doc, from);
    if (large[from] === doc) common[length++] = doc;
  }
  return common.subarray(0, length);
}

/** Position of the first member not below `doc`. */
function seekOnward(set: DocSet, doc: number, from: number): number {
  let at = from;
  while (at < set.length && (set[at] ?? 0) < doc) at++;
  return at;
}

function seekByHalves(set: DocSet, doc: number, from: number): number {
  let low = from;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}

function uniteTwo(a: DocSet, b: DocSet): DocSet {
  const sum = new Uint32Array(a.length + b.length);
  let [i, j, length] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    sum[length++] = Math.min(left, right);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return sum.subarray(0, length);
}
