import { eq, max } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import { CHAINS, type ChainName, hashOfRow, type Link, listLinks } from "./chain.ts";

/** How many rows are read at once. */
const BATCH = 1000;

/** What is wrong with a row, or with the place where it should be. */
export type LinkFault = "changed" | "removed" | "reordered" | "replaced" | "cut";
export interface ChainFault {
  /** The first position that does not hold. */
  position: number;
  fault: LinkFault;
}

/** The last position of a chain, and the last one the database remembers having given. */
export async function findChainEnd(queries: Queries, chain: ChainName) {
  const { numberSeries, [CHAINS[chain]]: table } = tablesOf(queries);
  // In this order, or a row appended in between would look like a missing one.
  const [series] = await queries.select().from(numberSeries).where(eq(numberSeries.id, chain));
  const [rows] = await queries.select({ last: max(table.position) }).from(table);
  return { last: rows?.last ?? 0, given: series?.last ?? 0 };
}

/**
 * Walks a chain to the end it has now; gives the first fault, or null when it is whole in itself.
 * `onLinks` gets the rows that hold, batch by batch. A tail that was cut together with its count is
 * not seen here: for that the signed heads are kept elsewhere.
 */
export async function findChainFault(
  queries: Queries,
  chain: ChainName,
  onLinks: (links: readonly Link[], last: number) => void = () => undefined,
): Promise<ChainFault | null> {
  const { last, given } = await findChainEnd(queries, chain);
  let previous: Pick<Link, "position" | "hash"> = { position: 0, hash: "" };
  while (previous.position < last) {
    const range = { after: previous.position, upTo: last, limit: BATCH };
    const links = await listLinks(queries, chain, range);
    for (const link of links) {
      const fault = faultOf(chain, link, previous, last);
      if (fault !== null) return { position: previous.position + 1, fault };
      previous = link;
    }
    if (links.length === 0) return { position: previous.position + 1, fault: "removed" };
    onLinks(links, last);
  }
  return last < given ? { position: last + 1, fault: "cut" } : null;
}

function faultOf(
  chain: ChainName,
  link: Link,
  previous: Pick<Link, "position" | "hash">,
  last: number,
): LinkFault | null {
  if (link.position !== previous.position + 1) return "removed";
  if (link.hash !== hashOfRow(chain, link)) {
    return fitsElsewhere(chain, link, last) ? "reordered" : "changed";
  }
  return link.previousHash === previous.hash ? null : "replaced";
}

/** A row that was only moved holds at another position. */
function fitsElsewhere(chain: ChainName, link: Link, last: number): boolean {
  for (let position = 1; position <= last; position += 1) {
    if (link.hash === hashOfRow(chain, { ...link, position })) return true;
  }
  return false;
}
