import { setTimeout as wait } from "node:timers/promises";
import type { Queries } from "#db/database.ts";
import { CHAIN_NAMES, type ChainName } from "#db/queries/chain.ts";
import { findChainFault, type LinkFault } from "#db/queries/chain-check.ts";
import { findRecordFaults, type RecordReport } from "#db/queries/record-check.ts";
import type { Head } from "#server/secrets/heads.ts";
import { readSignedHeads, type SignedHeads } from "#server/secrets/signed-heads.ts";
import type { Signing } from "#server/secrets/signing.ts";

/** What can be wrong with a chain, and what is said of it. */
export const CHAIN_FAULTS = {
  changed: "这一条的内容被改过",
  removed: "这一条被删掉了",
  reordered: "这一条被换了位置",
  replaced: "这一条与前一条接不上，其中一条被整个换过",
  cut: "从这一条起，末尾的记录被删掉了",
  "not-as-signed": "这一条与签名时不同，记录被重新编造过",
  unsigned: "这一条没有任何服务签过名，可能是伪造的",
  "heads-missing": "签名文件不见了，末尾有没有被删无从核对",
} as const satisfies Record<LinkFault, string> & Record<string, string>;
export type ChainFaultKind = keyof typeof CHAIN_FAULTS;

/** What leaves a record, as the check names it. */
export const RECORD_NAMES: Readonly<Record<RecordReport["faults"][number]["kind"], string>> = {
  body: "举报内容",
  identity: "举报人身份",
  message: "一条消息",
  attachment: "一个附件",
  "desk-note": "一条内部记录",
  verification: "一份核查记录",
  "verification-photo": "一张核查照片",
  order: "一份督办要求",
  "order-copy": "一份督办要求的副本",
  "disclosure-copy": "一份交统筹员同意的公开文字",
  objection: "一件异议所对的公示",
  "desk-change": "一项机构职责调整",
};
/** What can be wrong with it. */
export const RECORD_FAULTS: Readonly<Record<RecordReport["faults"][number]["fault"], string>> = {
  missing: "被删掉了，而这件举报没有到期销毁",
  changed: "与写入时不同",
  unrecorded: "没有登记过，可能是绕过程序写进去的",
};

export interface ChainReport {
  chain: ChainName;
  /** How many rows hold, from the first. */
  rows: number;
  /** The end that was reached; write it down to compare with later. */
  head: Head | null;
  fault: { position: number; kind: ChainFaultKind } | null;
  /** Rows that a server found unsigned when it started, as ranges with both ends. */
  adopted: readonly (readonly [number, number])[];
}

export interface AuditReport {
  chains: readonly ChainReport[];
  /** Lines whose signature does not hold, by file and line. */
  forgedHeads: readonly string[];
  /** Lines that cannot be read: cut short by a crash, or damaged. */
  damagedHeads: readonly string[];
  /** Whether what is kept sealed of tips is there as it was written. */
  records: RecordReport;
}

export interface AuditQuestion {
  read: Queries;
  signing: Signing;
  /** Folder of the signed heads. */
  folder: string;
  /** Heads that somebody wrote down earlier and vouches for. */
  known?: readonly Head[];
  onProgress?: (chain: ChainName, rows: number, of: number) => void;
}

/** How long a running server may take to sign what it has just committed; milliseconds. */
const SIGNING = 1500;

/**
 * Checks every chain, row by row, against itself and against the heads signed outside the database.
 * Gives the first fault of each chain; may run beside a server at work.
 */
export async function checkChains(question: AuditQuestion): Promise<AuditReport> {
  const heads = await readSignedHeads(question.folder, question.signing);
  for (const head of question.known ?? []) heads.expect(head);
  const chains: ChainReport[] = [];
  for (const chain of CHAIN_NAMES) chains.push(await checkChain(question, chain, heads));
  const records = await findRecordFaults(question.read);
  return { chains, forgedHeads: heads.forged, damagedHeads: heads.damaged, records };
}

async function checkChain(
  question: AuditQuestion,
  chain: ChainName,
  heads: SignedHeads,
): Promise<ChainReport> {
  let head: Head | null = null;
  let differs: number | null = null;
  const fault = await findChainFault(question.read, chain, (links, last) => {
    for (const { position, hash } of links) {
      head = { chain, position, hash };
      if (!heads.allows(head)) differs ??= position;
    }
    question.onProgress?.(chain, links.at(-1)?.position ?? 0, last);
  });
  const rows = fault === null ? ((head as Head | null)?.position ?? 0) : fault.position - 1;
  const adopted = heads.adopted(chain);
  const found = (position: number, kind: ChainFaultKind): ChainReport => ({
    chain,
    rows: Math.min(rows, position - 1),
    head,
    fault: { position, kind },
    adopted,
  });
  if (differs !== null) return found(differs, "not-as-signed");
  if (fault !== null) return found(fault.position, fault.fault);
  if (heads.last(chain) > rows) return found(rows + 1, "cut");
  const unsigned = await firstUnsigned(question, chain, heads, rows);
  if (unsigned !== null) return found(unsigned, heads.isMissing ? "heads-missing" : "unsigned");
  return { chain, rows, head, fault: null, adopted };
}

/** A server at work signs a moment after it commits, so what is unsigned is looked at again. */
async function firstUnsigned(
  { folder, signing }: AuditQuestion,
  chain: ChainName,
  heads: SignedHeads,
  rows: number,
): Promise<number | null> {
  if (heads.firstUnsigned(chain, rows) === null) return null;
  await wait(SIGNING);
  const later = await readSignedHeads(folder, signing);
  return later.firstUnsigned(chain, rows);
}
