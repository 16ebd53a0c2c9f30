import { randomUUID } from "node:crypto";
import {
  countOwnViews,
  deleteOwnViews,
  insertOwnView,
  listOwnViews as listRows,
  type OwnViewRow,
} from "#db/queries/own-views.ts";
import { type InboxQuery, inboxFields, readInboxQuery } from "#domain/inbox-query.ts";
import { OWN_VIEW_LIMITS, type OwnView, ownViewName, ownViewOf } from "#domain/own-view.ts";
import type { DeskScope } from "#domain/staff-role.ts";
import { CannotOpen, type KeyPair, sealJsonTo, unsealJsonWith } from "#server/secrets/sealing.ts";
import type { Clerk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { countInViews } from "./list-inbox.ts";
import { problemsOf } from "./problems-of.ts";

/** What is sealed of a view: its name, and what narrows it as an address says it. */
interface SealedView {
  name: string;
  parameters: string;
}

/** An own view with how many open tips stand in it; null where it shows what is at an end. */
export interface CountedView extends OwnView {
  count: number | null;
}

/** The views a clerk has kept, oldest first, counted among the tips of these desks. */
export async function listOwnViews(
  house: House,
  clerk: Clerk,
  desks: readonly DeskScope[],
): Promise<CountedView[]> {
  const views = await openViews(house, clerk);
  const queries = views.map(({ query }) => query);
  const counts = await countInViews(house, clerk, desks, queries);
  return views.map((view, at) => ({ ...view, count: counts[at] ?? null }));
}

/** Keeps what narrows an inbox just now under a name. */
export async function recordOwnView(
  house: House,
  clerk: Clerk,
  { name, query }: { name: string; query: InboxQuery },
): Promise<Outcome<{ id: string }>> {
  const parsed = ownViewName.safeParse(name);
  if (!parsed.success) {
    return refuse(
      "invalid",
      problemsOf(parsed.error).map((problem) => ({ ...problem, field: "name" })),
    );
  }
  const views = await openViews(house, clerk);
  if (views.some((view) => view.name === parsed.data)) return refuseName("已经有这个名称的视图。");
  const same = ownViewOf(views, query);
  if (same) return refuseName(`这些条件已经存为“${same.name}”。`);
  const parameters = String(new URLSearchParams(inboxFields({ ...query, page: 1 })));
  const sealed: SealedView = { name: parsed.data, parameters };
  const row = {
    id: randomUUID(),
    memberId: clerk.id,
    keptAt: house.now().toISOString(),
    sealedView: sealJsonTo(clerk.own.publicKey, sealed),
  };
  const isKept = await house.db.tx(async (queries) => {
    if ((await countOwnViews(queries, clerk.id)) >= OWN_VIEW_LIMITS.views) return false;
    await insertOwnView(queries, row);
    return true;
  });
  if (isKept) return { value: { id: row.id } };
  return refuseName(`最多存${OWN_VIEW_LIMITS.views}个视图，请先删掉不用的。`);
}

/** Forgets a view of the clerk's own. */
export async function withdrawOwnView(
  house: House,
  clerk: Clerk,
  id: string,
): Promise<Outcome<{ id: string }>> {
  const found = await house.db.tx((queries) => deleteOwnViews(queries, clerk.id, id));
  if (found > 0) return { value: { id } };
  return refuse("not-found", [{ field: "id", message: "没有这个视图，可能已经删掉了。" }]);
}

async function openViews(house: House, clerk: Clerk): Promise<OwnView[]> {
  const rows = await listRows(house.db.read, clerk.id);
  return rows.flatMap((row) => openView(row, clerk.own) ?? []);
}

/** Null for what was sealed to a key the member has no more, as after a backup was put back. */
function openView({ id, sealedView }: OwnViewRow, own: KeyPair): OwnView | null {
  try {
    const { name, parameters } = unsealJsonWith<SealedView>(own, sealedView);
    return { id, name, query: readInboxQuery(new URLSearchParams(parameters)).query };
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

function refuseName(message: string) {
  return refuse("conflict", [{ field: "name", message }]);
}
