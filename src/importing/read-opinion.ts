import type { AcceptanceLevel } from "#domain/closure.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { PlacedCell } from "./raw-row.ts";

/** What an opinion says in which words; the first that fits counts, so denials stand first. */
const STATEMENTS: readonly (readonly [ImportFieldName, RegExp, "是" | "否"])[] = [
  ["isPassed", /(不予?|未能?|没有)通过|不合格/, "否"],
  ["isPassed", /通过|合格/, "是"],
  ["isDismantled", /(未|尚未|没有)(全部|完全)?拆除|暂不具备拆除/, "否"],
  ["isDismantled", /已?(全部|完全|整体)?拆除/, "是"],
  ["canRestart", /(不|无|未)(再)?(具备|具有)?(任何)?(恢复|复)/, "否"],
  ["canRestart", /(具备|具有|可以?)(恢复|复)/, "是"],
];
const DAYS = /\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?/g;
/** The body that signs stands before its seal or its date: 某局（盖章）. */
const SIGNED_BY =
  /([\p{Script=Han}（）()]{2,30}?(?:局|委|政府|管委会|办公室|厅))\s*(?:[（(](?:签字|盖章|公章)[）)]|\d{4}\s*年)/u;

/** What the form prints for whoever signs. */
const PRINTED = /[（(](?:签字|盖章|公章|企业盖章)[）)]/g;

/** Whether anything is written beside what the form prints: （签字）（盖章） 年 月 日. */
export function isWritten(text: string): boolean {
  return text.replace(PRINTED, "").replace(/[年月日:：\s]/g, "") !== "";
}

/**
 * The free text of an acceptance opinion (随州附表2), taken apart into the three facts that it must
 * state (L342), its day and who signs. What it does not say is left out, and missed later.
 */
export function opinionCells(
  opinion: PlacedCell,
  level: AcceptanceLevel,
  form: string,
  isGone: boolean,
): Map<ImportFieldName, PlacedCell> {
  const { text } = opinion.cell;
  const cells = new Map<ImportFieldName, PlacedCell>();
  const say = (field: ImportFieldName, said: string) =>
    cells.set(field, { ...opinion, cell: { text: said } });
  for (const [field, words, said] of STATEMENTS)
    if (!cells.has(field) && words.test(text)) say(field, said);
  if (!cells.has("isDismantled") && isGone) say("isDismantled", "是");
  const day = [...text.matchAll(DAYS)].at(-1)?.[0];
  if (day !== undefined) say("acceptedOn", day);
  const signer = SIGNED_BY.exec(text)?.[1]
    ?.split(/[。；;，,\s]/)
    .at(-1)
    ?.replace(PRINTED, "");
  if (signer !== undefined) say("department", signer);
  say("level", { county: "县级", city: "市级", province: "省级" }[level]);
  say("source", `《${form}》`);
  return cells;
}
