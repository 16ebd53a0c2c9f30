import type { AnySQLiteColumn, foreignKey, index, sqliteTable } from "drizzle-orm/sqlite-core";
import type { Columns } from "../columns.ts";
import * as desk from "./desks.ts";
import * as filing from "./filing.ts";
import * as tip from "./tips.ts";

/** What a dialect brings to make tables with. */
export interface Dialect {
  columns: Columns;
  table: typeof sqliteTable;
  index: typeof index;
  foreignKey: typeof foreignKey;
}

/** Every table, with its indexes and references, in the dialect asked for. */
export function tablesIn({ columns, table, index, foreignKey }: Dialect) {
  const tips = table("tips", tip.tips(columns), (of) => [
    index("tips_by_place").on(of.jurisdiction, of.status, of.receivedAt),
  ]);
  const ofTip = (name: string, of: { tipId: AnySQLiteColumn }) => [
    index(`${name}_by_tip`).on(of.tipId),
    foreignKey({ name: `${name}_of_tip`, columns: [of.tipId], foreignColumns: [tips.id] }),
  ];
  return {
    tips,
    tipDesks: table("tip_desks", tip.tipDesks(columns), (of) => [
      ...ofTip("tip_desks", of),
      index("tip_desks_by_department").on(of.department),
    ]),
    tipKeys: table("tip_keys", tip.tipKeys(columns), (of) => ofTip("tip_keys", of)),
    tipExclusions: table("tip_exclusions", tip.tipExclusions(columns), (of) =>
      ofTip("tip_exclusions", of),
    ),
    tipEvents: table("tip_events", tip.tipEvents(columns), (of) => ofTip("tip_events", of)),
    messages: table("messages", tip.messages(columns), (of) => ofTip("messages", of)),
    deskKeys: table("desk_keys", desk.deskKeys(columns), (of) => [
      index("desk_keys_by_desk").on(of.jurisdiction, of.department),
    ]),
    numberSeries: table("number_series", filing.numberSeries(columns)),
    idempotency: table("idempotency", filing.idempotency(columns)),
    spentProofs: table("spent_proofs", filing.spentProofs(columns)),
  };
}
export type Tables = ReturnType<typeof tablesIn>;
