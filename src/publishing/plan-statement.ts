import { stringify } from "yaml";
import type { ChangeOf } from "#domain/content-change.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { restrictedValues } from "#domain/restricted.ts";
import type { EnterpriseStatement } from "#domain/statement.ts";
import { findRecord } from "#registry/published-record.ts";
import { ChangedFiles } from "./changed-files.ts";
import { GivenIds } from "./given-ids.ts";
import type { ChangeRequest } from "./plan-change.ts";
import { isSamplePlace, type PublicationPlan } from "./plan-publication.ts";

/** Puts the words of an enterprise beside a record about it. */
export function planStatement(
  root: string,
  { snapshot, place, facts, today }: ChangeRequest<ChangeOf<"statement">>,
): PublicationPlan {
  const record = findRecord(snapshot, facts.record, today);
  const firm = record?.enterprise;
  if (record?.jurisdiction !== place.id || !firm)
    return { refusals: [`当地没有 ${facts.record} 这条企业的记录；声明只能放在企业的记录旁边。`] };
  if (facts.statedOn > facts.publishedOn) return { refusals: ["声明的日期不能晚于公布的日期。"] };
  const personal = restrictedValues(facts.text);
  if (personal.length > 0)
    return { refusals: personal.map((what) => `声明里有${what}，请企业删去再公布。`) };
  const ids = new GivenIds(snapshot.ledger, facts.publishedOn);
  const id = ids.give("statement", `${firm.id}-s`);
  const { statedOn, publishedOn, source, text } = facts;
  const sample = isSamplePlace(snapshot, place);
  const entry = { id, enterprise: firm.id, record: record.id, statedOn, publishedOn, source, text };
  const files = new ChangedFiles(root);
  files.write(fileOf(place.id, id), stringify({ ...entry, sample }));
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  const sentences = [
    `在“${record.title}”旁边公布企业声明（${statedOn}，${source}），标明是企业自己的话：${text}`,
  ];
  return { changes: files.changes(), sentences, id };
}

/** Takes a statement off the pages; that there was one, and why it went, stays. */
export function planStatementWithdrawal(
  root: string,
  { snapshot, place, facts }: ChangeRequest<ChangeOf<"statement-withdrawal">>,
): PublicationPlan {
  const found = snapshot.statements.find(
    ({ id, jurisdiction }) => id === facts.record && jurisdiction === place.id,
  );
  if (found === undefined) return { refusals: [`当地没有 ${facts.record} 这份企业声明。`] };
  if (found.withdrawal) return { refusals: [`${found.id} 在 ${found.withdrawal.on} 已经撤下。`] };
  if (facts.publishedOn < found.publishedOn) return { refusals: ["撤下不能早于公布。"] };
  const ids = new GivenIds(snapshot.ledger, facts.publishedOn);
  const id = ids.give("statement", `${found.id}-w`);
  const { publishedOn: on, reason, document } = facts;
  const withdrawal = { id, on, reason, ...(document && { document }) };
  const files = new ChangedFiles(root);
  const { jurisdiction: _, ...entry }: EnterpriseStatement = { ...found, withdrawal };
  files.write(fileOf(place.id, found.id), stringify(entry));
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  const sentences = [`撤下企业声明 ${found.id}，留下日期和理由：${reason}。`];
  return { changes: files.changes(), sentences, id };
}

function fileOf(place: string, id: string): string {
  return `statements/${place}/${id}.yaml`;
}
