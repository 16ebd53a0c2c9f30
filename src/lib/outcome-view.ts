import { disclosedOn, type Outcome, withdrawalOf } from "#domain/outcome.ts";
import type { OutcomeSheet, ToldOutcome } from "#domain/outcome-sheet.ts";
import { findingOf } from "#domain/tip-status.ts";
import { departmentName, placeName, type SnapshotIndex } from "./snapshot-index.ts";

/** Every outcome, the newest first. */
export function outcomeSheets(index: SnapshotIndex): OutcomeSheet[] {
  return index.snapshot.outcomes
    .map((outcome) => outcomeSheet(index, outcome))
    .sort((a, b) => b.disclosedOn.localeCompare(a.disclosedOn) || a.id.localeCompare(b.id));
}

/** An outcome as it may be shown. */
export function outcomeSheet(index: SnapshotIndex, outcome: Outcome): OutcomeSheet {
  const { id, jurisdiction, by } = outcome;
  const withdrawal = withdrawalOf(outcome);
  return {
    id,
    jurisdiction,
    jurisdictionName: placeName(index, jurisdiction),
    disclosedOn: disclosedOn(outcome),
    by,
    byName: departmentName(index, jurisdiction, by),
    told: withdrawal === null ? toldOf(index, outcome) : null,
    withdrawnOn: withdrawal?.on ?? null,
    withdrawnReason: withdrawal?.reason ?? null,
    isSample: outcome.sample,
  };
}

/** The same as flat rows, for the open data. */
export function outcomeRows(index: SnapshotIndex) {
  const untold = {
    category: null,
    finding: null,
    enterprise: null,
    listEntry: null,
    summary: null,
    measure: null,
  };
  return outcomeSheets(index).map(({ told, ...sheet }) => ({ ...sheet, ...(told ?? untold) }));
}

function toldOf(index: SnapshotIndex, outcome: Outcome): ToldOutcome {
  const { category, finding, summary, measure, enterprise, listEntry, jurisdiction } = outcome;
  const { tipCategories, lists } = index.snapshot;
  const list = lists.find(
    (entry) =>
      entry.jurisdiction === jurisdiction &&
      entry.versions.some((version) => version.entry === listEntry),
  );
  return {
    category,
    categoryName: tipCategories.find((entry) => entry.id === category)?.label ?? category,
    finding,
    findingName: findingOf(finding).name,
    summary,
    measure,
    enterprise: enterprise ?? null,
    enterpriseName: index.enterprises.get(enterprise ?? "")?.name ?? null,
    listEntry: listEntry ?? null,
    listPath: list ? `/lists/${jurisdiction}/${list.kind}/` : null,
  };
}
