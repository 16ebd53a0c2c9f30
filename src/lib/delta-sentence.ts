import type { Delta, DeltaRow } from "#domain/delta.ts";
import { differenceText } from "#domain/difference-text.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { placeName, type SnapshotIndex } from "./snapshot-index.ts";

/** Names that are told before the rest is counted. */
const NAMED = 3;

/** What a publication changed: `安康市黄牌名单：列入2条（甲、乙）；更正1条（丙：产能由“a”改为“b”）。` */
export function deltaSentence(index: SnapshotIndex, delta: Omit<Delta, "sentence">): string {
  const { jurisdiction, kind, added, changed, withdrawn } = delta;
  const place = index.jurisdictions.get(jurisdiction);
  const list =
    place?.publishedLists.find((entry) => entry.kind === kind)?.name ??
    index.listKinds.get(kind)?.name ??
    kind;
  const groups = Map.groupBy([...added, ...changed, ...withdrawn], ({ change }) => change);
  const parts = [...groups].map(([change, rows]) => {
    return `${entryChangeOf(change).name}${rows.length}条${namesOf(rows)}`;
  });
  return `${placeName(index, jurisdiction)}${list}：${parts.join("；")}。`;
}

/** The first of the rows by name, with what changed in them; nothing where none may be named. */
export function namesOf(rows: readonly (DeltaRow | Delta["changed"][number])[]): string {
  const names = rows.flatMap((row) => (row.name === null ? [] : [row.name + differencesOf(row)]));
  if (names.length === 0) return "";
  const rest = rows.length > NAMED ? `等` : "";
  return `（${names.slice(0, NAMED).join("，")}${rest}）`;
}

function differencesOf(row: DeltaRow | Delta["changed"][number]): string {
  if (!("differences" in row) || row.differences.length === 0) return "";
  const said = row.differences.map(({ field, before, after }) =>
    differenceText(field, before, after),
  );
  return `：${said.join("、")}`;
}
