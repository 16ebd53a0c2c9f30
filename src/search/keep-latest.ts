/**
 * Does a piece of work once for each key while its result is among the `most` last used. What
 * failed is forgotten, so that the next question tries it again.
 */
export function keepLatest(most: number) {
  const kept = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const result = (kept.get(key) as Promise<T> | undefined) ?? work();
    kept.delete(key);
    kept.set(key, result);
    result.catch(() => kept.delete(key));
    const oldest = kept.keys().next().value;
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return result;
  };
}
