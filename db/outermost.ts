import { AsyncLocalStorage } from "node:async_hooks";

const inTransaction = new AsyncLocalStorage<true>();

/**
 * Runs the work of a transaction, and refuses at once to begin one inside another: on SQLite the
 * inner one would wait for ever for the outer, on PostgreSQL for a connection that others, waiting
 * likewise, hold.
 */
export async function outermost<T>(begin: () => Promise<T>): Promise<T> {
  if (inTransaction.getStore()) throw new Error("a transaction was begun inside a transaction");
  return await begin();
}

/** Marks what runs below as the inside of a transaction. */
export function inside<T>(work: () => Promise<T>): Promise<T> {
  return inTransaction.run(true, work);
}
