import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** An id once given never disappears: what is in use is in the ledger, what left is retired there. */
export function checkLedger(snapshot: Snapshot, folder: ContentFolder): void {
  const inUse = idsInUse(snapshot);
  const given = new Map<string, string>();
  for (const row of snapshot.ledger) {
    if (given.has(row.id))
      folder.report(row, "id", `编号 ${row.id} 给过两次`, "编号不能重复使用，换一个新的");
    given.set(row.id, row.kind);
    const isUsed = inUse.has(row.id);
    if (!isUsed && row.retiredOn === undefined)
      folder.report(
        row,
        "id",
        `编号 ${row.id} 给出过，但内容不见了`,
        "恢复内容，或者写明停用日期和理由（retiredOn、retiredReason）",
      );
    if (row.retiredOn !== undefined && row.retiredReason === undefined)
      folder.report(row, "retiredReason", "停用没有写理由", "写明为什么停用");
    if (isUsed && row.retiredOn !== undefined)
      folder.report(
        row,
        "retiredOn",
        `编号 ${row.id} 已停用，却还在使用`,
        "给内容换一个新编号，或者删去停用日期",
      );
  }
  for (const [id, { kind, at }] of inUse) {
    const ledgerKind = given.get(id);
    if (ledgerKind === undefined)
      folder.report(at, "id", `编号 ${id} 没有登记`, "在 content/ledger 里给它登记一行");
    else if (ledgerKind !== kind)
      folder.report(
        at,
        "id",
        `编号 ${id} 登记为 ${ledgerKind}，这里是 ${kind}`,
        "编号只能属于一种东西，换一个新的",
      );
  }
}

function idsInUse(snapshot: Snapshot): Map<string, { kind: string; at: object }> {
  const used = new Map<string, { kind: string; at: object }>();
  const add = (kind: string, entries: readonly { id: string }[]) => {
    for (const entry of entries) used.set(entry.id, { kind, at: entry });
  };
  add("enterprise", snapshot.enterprises);
  for (const enterprise of snapshot.enterprises)
    for (const id of enterprise.formerIds) used.set(id, { kind: "enterprise", at: enterprise });
  add("equipment", snapshot.equipment);
  add("announcement", snapshot.announcements);
  add("pledge", snapshot.pledges);
  add("acceptance", snapshot.acceptances);
  add("record-batch", snapshot.recordBatches);
  add("outcome", snapshot.outcomes);
  add("statement", snapshot.statements);
  for (const { withdrawal } of snapshot.statements) if (withdrawal) add("statement", [withdrawal]);
  for (const list of snapshot.lists)
    for (const version of list.versions)
      used.set(version.entry, { kind: "list-entry", at: version });
  return used;
}
