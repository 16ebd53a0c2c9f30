import { type AnySQLiteColumn, foreignKey, index, sqliteTable } from "drizzle-orm/sqlite-core";
import { sqliteColumns } from "../columns.ts";
import * as desks from "./desks.ts";
import * as filing from "./filing.ts";
import * as tip from "./tips.ts";

/** The tables for SQLite; drizzle-kit reads this file. */
export const tips = sqliteTable("tips", tip.tips(sqliteColumns), (table) => [
  index("tips_by_place").on(table.jurisdiction, table.status, table.receivedAt),
]);
export const tipDesks = sqliteTable("tip_desks", tip.tipDesks(sqliteColumns), (table) => [
  ...ofTip("tip_desks", table),
  index("tip_desks_by_department").on(table.department),
]);
export const tipKeys = sqliteTable("tip_keys", tip.tipKeys(sqliteColumns), (table) =>
  ofTip("tip_keys", table),
);
export const tipExclusions = sqliteTable(
  "tip_exclusions",
  tip.tipExclusions(sqliteColumns),
  (table) => ofTip("tip_exclusions", table),
);
export const tipEvents = sqliteTable("tip_events", tip.tipEvents(sqliteColumns), (table) =>
  ofTip("tip_events", table),
);
export const messages = sqliteTable("messages", tip.messages(sqliteColumns), (table) =>
  ofTip("messages", table),
);
export const deskKeys = sqliteTable("desk_keys", desks.deskKeys(sqliteColumns), (table) => [
  index("desk_keys_by_desk").on(table.jurisdiction, table.department),
]);
export const numberSeries = sqliteTable("number_series", filing.numberSeries(sqliteColumns));
export const idempotency = sqliteTable("idempotency", filing.idempotency(sqliteColumns));
export const spentProofs = sqliteTable("spent_proofs", filing.spentProofs(sqliteColumns));

function ofTip(name: string, table: { tipId: AnySQLiteColumn }) {
  return [
    index(`${name}_by_tip`).on(table.tipId),
    foreignKey({ name: `${name}_of_tip`, columns: [table.tipId], foreignColumns: [tips.id] }),
  ];
}
