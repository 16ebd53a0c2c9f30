import { and, count, eq, gte } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/** How many tips of each category came from each area of a place since an instant, ISO 8601. */
export async function countTipsByMatter(
  queries: Queries,
  jurisdiction: string,
  since: string,
): Promise<{ category: string; area: string | null; tips: number }[]> {
  const { tips } = tablesOf(queries);
  return await queries
    .select({ category: tips.category, area: tips.area, tips: count() })
    .from(tips)
    .where(and(eq(tips.jurisdiction, jurisdiction), gte(tips.receivedAt, since)))
    .groupBy(tips.category, tips.area);
}
