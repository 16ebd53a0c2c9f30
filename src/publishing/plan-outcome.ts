import { stringify } from "yaml";
import { ledgerRow } from "#domain/ledger.ts";
import {
  disclosedOn,
  type Outcome,
  type OutcomeVersion,
  outcomesPath,
  withdrawalOf,
} from "#domain/outcome.ts";
import type { FileChange } from "#registry/journal.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { ChangedFiles } from "./changed-files.ts";

const HEAD = "# 由工作台写出：两位负责人同意公开的举报办理结果。撤下也在工作台办理。\n";

/**
 * What disclosing an outcome changes below `root`: its file and the ledger. Nothing when an id of
 * this name was given before, so that doing it again does no harm.
 */
export function planOutcome(root: string, snapshot: Snapshot, outcome: Outcome): FileChange[] {
  if (snapshot.ledger.some(({ id }) => id === outcome.id)) return [];
  const { id, jurisdiction } = outcome;
  const on = disclosedOn(outcome);
  const files = new ChangedFiles(root);
  files.write(outcomesPath(jurisdiction, on), textOf([...inFileOf(snapshot, outcome), outcome]));
  files.append(`ledger/${jurisdiction}.csv`, ledgerRow, [{ id, kind: "outcome", givenOn: on }]);
  return files.changes();
}

/** What withdrawing an outcome changes; nothing when it is not public. */
export function planWithdrawal(
  root: string,
  snapshot: Snapshot,
  id: string,
  { on, reason }: Required<Pick<OutcomeVersion, "on" | "reason">>,
): FileChange[] {
  const outcome = snapshot.outcomes.find((entry) => entry.id === id);
  if (outcome === undefined || withdrawalOf(outcome) !== null) return [];
  const version = {
    version: outcome.versions.length + 1,
    change: "withdrawn" as const,
    on,
    reason,
  };
  const changed = { ...outcome, versions: [...outcome.versions, version] };
  const files = new ChangedFiles(root);
  const path = outcomesPath(outcome.jurisdiction, disclosedOn(outcome));
  const rows = inFileOf(snapshot, outcome).map((entry) => (entry.id === id ? changed : entry));
  files.write(path, textOf(rows));
  return files.changes();
}

/** The outcomes of the same file, in its order. */
function inFileOf({ outcomes }: Snapshot, outcome: Outcome): Outcome[] {
  const pathOf = (entry: Outcome) => outcomesPath(entry.jurisdiction, disclosedOn(entry));
  return outcomes.filter((entry) => pathOf(entry) === pathOf(outcome));
}

/** The place is the folder's name and stands in no entry. */
function textOf(outcomes: readonly Outcome[]): string {
  return HEAD + stringify(outcomes.map(({ jurisdiction: _, ...facts }) => facts));
}
