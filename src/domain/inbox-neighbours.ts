/** Where a tip stands among those of a view. */
export interface Neighbours {
  /** From 1; null when it is not, or no longer, in the view. */
  position: number | null;
  count: number;
  previous: string | null;
  next: string | null;
}

/**
 * The tips before and after one in the order of a view. One that has left the view, since it was
 * acted on, is followed by the one that came after it then, if that is still there, or by the first.
 */
export function neighboursOf(
  order: readonly string[],
  reference: string,
  cameAfter: string | null = null,
): Neighbours {
  const at = order.indexOf(reference);
  const count = order.length;
  if (at < 0) {
    const next = order.find((one) => one === cameAfter) ?? order[0] ?? null;
    return { position: null, count, previous: null, next };
  }
  return { position: at + 1, count, previous: order[at - 1] ?? null, next: order[at + 1] ?? null };
}
