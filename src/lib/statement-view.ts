import type { EnterpriseStatement, StatementSheet } from "#domain/statement.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

/** Every statement, the newest first. */
export function statementSheets({ snapshot }: SnapshotIndex): StatementSheet[] {
  return snapshot.statements
    .map(statementSheet)
    .sort((a, b) => b.publishedOn.localeCompare(a.publishedOn) || a.id.localeCompare(b.id));
}

/** A statement as it may be shown: once withdrawn, only that there was one, and why it went. */
export function statementSheet(statement: EnterpriseStatement): StatementSheet {
  const { id, jurisdiction, enterprise, record, statedOn, publishedOn, sample } = statement;
  const { withdrawal } = statement;
  return {
    id,
    jurisdiction,
    enterprise,
    record,
    statedOn,
    publishedOn,
    source: withdrawal ? null : statement.source,
    text: withdrawal ? null : statement.text,
    withdrawnOn: withdrawal?.on ?? null,
    withdrawnReason: withdrawal?.reason ?? null,
    isSample: sample,
  };
}
