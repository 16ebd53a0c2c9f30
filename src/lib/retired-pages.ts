import type { LedgerRow } from "#domain/ledger.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** Kinds of things with a page of their own: its folder, and what the thing is called. */
const ROOMS: Partial<Record<LedgerRow["kind"], { room: string; what: string }>> = {
  enterprise: { room: "enterprises", what: "企业" },
  announcement: { room: "announcements", what: "公告" },
  pledge: { room: "pledges", what: "承诺" },
};

/** The retired ids that had a page, each with the folder it was in. */
export function retiredPages(
  snapshot: Pick<Snapshot, "ledger">,
): { room: string; what: string; row: LedgerRow }[] {
  return snapshot.ledger.flatMap((row) => {
    const page = ROOMS[row.kind];
    return page === undefined || row.retiredOn === undefined ? [] : [{ ...page, row }];
  });
}
