/** The id itself, or with the first number nobody has. */
export function freeId(taken: readonly string[], wanted: string): string {
  for (let nth = 2, id = wanted; ; nth += 1) {
    if (!taken.includes(id)) return id;
    id = `${wanted}-${nth}`;
  }
}
