/** The same seed gives the same numbers everywhere: mulberry32. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number;
  one<T>(things: readonly T[]): T;
  isWithin(share: number): boolean;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  const one = <T>(things: readonly T[]): T => {
    const thing = things[whole(things.length)];
    if (thing === undefined) throw new RangeError("nothing to choose from");
    return thing;
  };
  return { whole, one, isWithin: (share) => next() < share };
}
