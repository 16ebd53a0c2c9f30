import { stringify } from "yaml";
import { acceptance } from "#domain/acceptance.ts";
import type { ChangeOf } from "#domain/content-change.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { type CorrectableRecord, correctableRecord } from "#registry/correctable-record.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { ChangedFiles } from "./changed-files.ts";
import { GivenIds } from "./given-ids.ts";
import type { ChangeRequest } from "./plan-change.ts";
import { isSamplePlace, type PublicationPlan } from "./plan-publication.ts";
import { pledgeText } from "./plan-records.ts";

type Request = ChangeRequest<ChangeOf<"record-withdrawal">>;

/**
 * Withdraws an acceptance or a pledge: its page keeps what it said, with the day and the reason, and
 * nothing rests on it any more. An announcement says so.
 */
export function planWithdrawal(root: string, request: Request): PublicationPlan {
  const { snapshot, place, facts, today } = request;
  const record = correctableRecord(snapshot, facts.record, today);
  const write = record && WRITERS[record.kind];
  if (record?.jurisdiction !== place.id || write === undefined)
    return { refusals: [`当地没有 ${facts.record} 这份还有效的验收或者承诺。`] };
  const { publishedOn, reason, document } = facts;
  const since = beganOn(snapshot, record.id);
  if (publishedOn < since) return { refusals: [`撤销不能早于 ${since}。`] };
  const files = new ChangedFiles(root);
  const withdrawn = {
    withdrawnOn: publishedOn,
    withdrawnReason: reason,
    ...(document && { withdrawnDocument: document }),
  };
  write(files, request, withdrawn);
  const ids = new GivenIds(snapshot.ledger, publishedOn);
  const id = ids.give("announcement", `${place.id}-withdrawal-${publishedOn.slice(0, 4)}-`, 2);
  const title = `撤销：${record.title}`;
  const front = {
    id,
    kind: "withdrawal",
    title,
    issuer: record.publisher,
    publishedOn,
    enterprises: record.enterprise === null ? [] : [record.enterprise],
    sample: isSamplePlace(snapshot, place),
  };
  const body = [`${title}（${record.id}）。`, `理由：${reason}`, document && `依据：${document}`];
  files.write(
    `announcements/${place.id}/${id}.md`,
    `---\n${stringify(front)}---\n\n${body.filter(Boolean).join("\n\n")}\n`,
  );
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  const sentences = [
    `撤销 ${record.title}（${record.id}），页面留下原来的内容、撤销的日期和理由：${reason}。`,
    ...restingRows(snapshot, record.id),
  ];
  return { changes: files.changes(), sentences, id };
}

type Withdrawn = { withdrawnOn: string; withdrawnReason: string; withdrawnDocument?: string };
type Writer = (files: ChangedFiles, request: Request, withdrawn: Withdrawn) => void;
const WRITERS: Partial<Record<CorrectableRecord["kind"], Writer>> = {
  acceptance: (files, { snapshot, place, facts }, withdrawn) => {
    const here = new Set(
      snapshot.enterprises.flatMap((firm) => (firm.jurisdiction === place.id ? [firm.id] : [])),
    );
    const opinions = snapshot.acceptances.filter(({ enterprise }) => here.has(enterprise));
    files.restate(`acceptances/${place.id}.csv`, acceptance, opinions, (row) =>
      row.id === facts.record ? { ...row, ...withdrawn } : undefined,
    );
  },
  pledge: (files, { snapshot, place, facts }, withdrawn) => {
    const pledge = snapshot.pledges.find(({ id }) => id === facts.record);
    if (pledge !== undefined)
      files.write(`pledges/${place.id}/${pledge.id}.md`, pledgeText({ ...pledge, ...withdrawn }));
  },
};

function beganOn({ acceptances, pledges }: Snapshot, record: string): string {
  const opinion = acceptances.find(({ id }) => id === record);
  return opinion?.on ?? pledges.find(({ id }) => id === record)?.publishedOn ?? "";
}

/** Rows of lists about the same machines: whoever approves the withdrawal looks at them too. */
function restingRows({ acceptances, pledges, lists }: Snapshot, record: string): string[] {
  const found = [...acceptances, ...pledges].find(({ id }) => id === record);
  const machines = found?.equipment ?? [];
  return lists.flatMap(({ batch, versions }) =>
    [...Map.groupBy(versions, ({ entry }) => entry).values()].flatMap((all) => {
      const latest = all.at(-1);
      const isAbout = latest?.equipment.some((id) => machines.includes(id)) ?? false;
      if (!latest || !isAbout || !entryChangeOf(latest.change).isShown) return [];
      return [`《${batch.title}》的 ${latest.entry} 说的是同一台设备，请核对是否也要改。`];
    }),
  );
}
