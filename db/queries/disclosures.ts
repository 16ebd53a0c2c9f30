import { and, asc, eq, inArray, or } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/** Which of some acts were done, in order, on the tips that lie with some desks. */
export async function listActsAtDesks(
  queries: Queries,
  desks: readonly { jurisdiction: string; department: string }[],
  acts: readonly string[],
) {
  if (desks.length === 0) return [];
  const { tipDesks, tipEvents, tips } = tablesOf(queries);
  const atDesk = desks.map(({ jurisdiction, department }) =>
    and(eq(tips.jurisdiction, jurisdiction), eq(tipDesks.department, department)),
  );
  return await queries
    .select({
      reference: tips.reference,
      jurisdiction: tips.jurisdiction,
      area: tips.area,
      department: tipDesks.department,
      act: tipEvents.act,
      at: tipEvents.at,
    })
    .from(tipDesks)
    .innerJoin(tips, eq(tips.id, tipDesks.tipId))
    .innerJoin(tipEvents, eq(tipEvents.tipId, tips.id))
    .where(and(or(...atDesk), eq(tipDesks.isReceiving, true), inArray(tipEvents.act, [...acts])))
    .orderBy(asc(tipEvents.position));
}
