import type { ContentChangeKind } from "#domain/content-change.ts";
import { recordsOfFirm } from "#registry/correctable-record.ts";
import { findRecord } from "#registry/published-record.ts";
import type { EnterpriseRecord, Snapshot } from "#registry/snapshot.ts";

/** A record as somebody chooses it among those of its firm. */
export interface FoundRecord {
  id: string;
  kind: ReturnType<typeof recordsOfFirm>[number]["kind"] | "statement";
  name: string;
}

/** A name that fits more firms than these is to be written in full. */
const FIRMS_AT_MOST = 8;

/**
 * Records of the firms in `places` that somebody means by a name or a part of it, a former name, a
 * credit code, or the id of the firm or of one of its records. Empty where nobody fits, or too many.
 */
export function foundRecords(
  snapshot: Snapshot,
  places: readonly string[],
  typed: string,
  today: string,
): FoundRecord[] {
  const words = typed.trim();
  if (words.length < 2) return [];
  const isMeant = ({ id, creditCode, name, formerNames }: EnterpriseRecord) =>
    id === words || creditCode === words || [name, ...formerNames].some((n) => n.includes(words));
  const here = snapshot.enterprises.filter(({ jurisdiction }) => places.includes(jurisdiction));
  const named = here.filter(isMeant);
  const owner = findRecord(snapshot, words, today)?.enterprise?.id;
  const firms = named.length > 0 ? named : here.filter(({ id }) => id === owner);
  if (firms.length > FIRMS_AT_MOST) return [];
  return firms.flatMap((firm) => recordsAndStatements(snapshot, firm));
}

function recordsAndStatements(snapshot: Snapshot, firm: EnterpriseRecord): FoundRecord[] {
  const statements = snapshot.statements
    .filter(({ enterprise, withdrawal }) => enterprise === firm.id && withdrawal === undefined)
    .map(({ id, statedOn }) => ({ id, kind: "statement" as const, name: `声明：${statedOn}` }));
  return [...recordsOfFirm(snapshot, firm.id), ...statements].map((record) =>
    record.kind === "enterprise" ? record : { ...record, name: `${firm.name}，${record.name}` },
  );
}

/** What may be changed without a spreadsheet is a record of these kinds. */
const KINDS_OF_CHANGE: Readonly<Record<ContentChangeKind, readonly FoundRecord["kind"][]>> = {
  "record-correction": ["enterprise", "equipment", "acceptance", "pledge", "row"],
  "record-withdrawal": ["acceptance", "pledge"],
  "row-change": ["row"],
  rollback: [],
  statement: ["enterprise", "equipment", "pledge", "row"],
  "statement-withdrawal": ["statement"],
};

/** Those among them that such a change may be about. */
export function recordsForChange(
  records: readonly FoundRecord[],
  change: ContentChangeKind,
): FoundRecord[] {
  return records.filter(({ kind }) => KINDS_OF_CHANGE[change].includes(kind));
}
