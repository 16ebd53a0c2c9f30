import { stringify } from "yaml";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { ContentChange, ContentChangeKind } from "#domain/content-change.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { listEntryVersion } from "#domain/list-entry.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { ChangedFiles } from "./changed-files.ts";
import { GivenIds } from "./given-ids.ts";
import { planCorrection } from "./plan-correction.ts";
import { isSamplePlace, type PublicationPlan } from "./plan-publication.ts";
import { planStatement, planStatementWithdrawal } from "./plan-statement.ts";
import { planWithdrawal } from "./plan-withdrawal.ts";
import { type Revisions, rolledBack, rowChanged } from "./revisions.ts";

/** A change of the public content without a spreadsheet, held against what is published. */
export interface ChangeRequest<Facts extends ContentChange = ContentChange> {
  snapshot: Snapshot;
  place: JurisdictionFolder;
  facts: Facts;
  today: CalendarDate;
}

/** Works out every file that such a change touches below `root`, or why it may not be. Writes nothing. */
export function planChange(root: string, request: ChangeRequest): PublicationPlan {
  const plan = PLANNERS[request.facts.kind] as (
    root: string,
    request: ChangeRequest,
  ) => PublicationPlan;
  return plan(root, request);
}

type Planner<Kind extends ContentChangeKind> = (
  root: string,
  request: ChangeRequest<Extract<ContentChange, { kind: Kind }>>,
) => PublicationPlan;
const PLANNERS: { [Kind in ContentChangeKind]: Planner<Kind> } = {
  "record-correction": planCorrection,
  "record-withdrawal": planWithdrawal,
  "row-change": (root, request) => planRevisions(root, request, rowChanged(request)),
  rollback: (root, request) => planRevisions(root, request, rolledBack(request)),
  statement: planStatement,
  "statement-withdrawal": planStatementWithdrawal,
};

/** New versions of rows with the announcement that says why. Nothing that stood is touched. */
function planRevisions(
  root: string,
  { snapshot, place, facts }: ChangeRequest<Extract<ContentChange, { reason: string }>>,
  revised: Revisions,
): PublicationPlan {
  if ("refusals" in revised) return revised;
  const ids = new GivenIds(snapshot.ledger, facts.publishedOn);
  const year = facts.publishedOn.slice(0, 4);
  const id = ids.give("announcement", `${place.id}-${revised.kind}-change-${year}-`, 2);
  const files = new ChangedFiles(root);
  for (const { list, version } of revised.rows) {
    files.append(`lists/${place.id}/${list.id}.csv`, listEntryVersion, [version]);
  }
  const front = {
    id,
    kind: revised.announcement,
    title: revised.title,
    issuer: revised.issuer,
    publishedOn: facts.publishedOn,
    lists: [...new Set(revised.rows.map(({ list }) => list.id))],
    sample: isSamplePlace(snapshot, place),
  };
  const body = [revised.title, facts.reason, facts.document].filter(Boolean).join("\n\n");
  files.write(`announcements/${place.id}/${id}.md`, `---\n${stringify(front)}---\n\n${body}\n`);
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  return { changes: files.changes(), sentences: [...revised.sentences], id };
}
