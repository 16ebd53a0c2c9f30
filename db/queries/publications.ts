import { and, asc, desc, eq, gte, type InferSelectModel, inArray, lte, or } from "drizzle-orm";
import type { PublicationStage } from "#domain/publication.ts";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type PublicationRow = InferSelectModel<Tables["publications"]>;

export type NewPublication = Pick<
  PublicationRow,
  "id" | "jurisdiction" | "kind" | "draft" | "facts" | "submittedBy" | "submittedAt" | "publishAt"
>;

/** As many as one page shows. */
const LATEST = 200;

export async function insertPublication(queries: Queries, row: NewPublication): Promise<void> {
  const stage: PublicationStage = "submitted";
  await queries.insert(tablesOf(queries).publications).values({ ...row, stage });
}

export async function findPublication(
  queries: Queries,
  id: string,
): Promise<PublicationRow | undefined> {
  const { publications } = tablesOf(queries);
  const [row] = await queries.select().from(publications).where(eq(publications.id, id));
  return row;
}

/** Every publication of a stage whose time has come by `before`, oldest first. */
export async function listPublications(
  queries: Queries,
  { stage, before }: { stage: PublicationStage; before: string },
): Promise<PublicationRow[]> {
  const { publications } = tablesOf(queries);
  return await queries
    .select()
    .from(publications)
    .where(and(eq(publications.stage, stage), lte(publications.publishAt, before)))
    .orderBy(asc(publications.submittedAt));
}

/** Drafts of some kinds that are under way, or were decided on or published since an instant. */
export async function listDraftsInUse(
  queries: Queries,
  { kinds, since }: { kinds: string[]; since: string },
): Promise<string[]> {
  const { publications } = tablesOf(queries);
  const { draft, kind, stage, decidedAt, publishedAt } = publications;
  const open: PublicationStage[] = ["submitted", "admitted", "writing"];
  const rows = await queries
    .select({ draft })
    .from(publications)
    .where(
      and(
        inArray(kind, kinds),
        or(inArray(stage, open), gte(decidedAt, since), gte(publishedAt, since)),
      ),
    );
  return rows.map((row) => row.draft);
}

/** The latest publications of some places, of every stage, without their drafts. */
export async function listLatestPublications(queries: Queries, places: string[]) {
  const { publications } = tablesOf(queries);
  const { id, jurisdiction, kind, stage, facts, submittedBy, submittedAt, publishAt } =
    publications;
  return await queries
    .select({ id, jurisdiction, kind, stage, facts, submittedBy, submittedAt, publishAt })
    .from(publications)
    .where(inArray(publications.jurisdiction, places))
    .orderBy(desc(publications.submittedAt))
    .limit(LATEST);
}

/** Moves a publication on from the stage it is in; false when it is in that stage no more. */
export async function updatePublication(
  queries: Queries,
  { id, stage }: { id: string; stage: PublicationStage },
  change: Partial<
    Pick<PublicationRow, "decidedBy" | "decidedAt" | "reason" | "announcement" | "publishedAt">
  > & { stage: PublicationStage },
): Promise<boolean> {
  const { publications } = tablesOf(queries);
  const rows = await queries
    .update(publications)
    .set(change)
    .where(and(eq(publications.id, id), eq(publications.stage, stage)))
    .returning({ id: publications.id });
  return rows.length === 1;
}
