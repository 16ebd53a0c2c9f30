import type { Problem } from "./problem.ts";

/**
 * 查处措施. What was done about what was found. Of a hand-over to the police only the number of the
 * case is kept, never what it says. The list is this register's own: no programme has one.
 */
export const MEASURES = [
  { id: "order", name: "责令改正、停产或者关闭" },
  { id: "penalty", name: "行政处罚" },
  { id: "police", name: "移送公安机关" },
  { id: "other", name: "其他处理" },
] as const;
export type Measure = (typeof MEASURES)[number]["id"];

/** How a measure is called. */
export function measureName(measure: Measure): string {
  return MEASURES.find(({ id }) => id === measure)?.name ?? measure;
}

/** A number as authorities write it, 安公（刑）立字〔2026〕123号: in one piece, with a digit. */
const CASE_NUMBER = /^(?=.*\d)[\p{L}\p{N}()（）[\]〔〕【】\-－—_/.·]+$/u;
const LONGEST_NUMBER = 60;

/** A case number goes with a hand-over to the police, and with nothing else. */
export function problemsOfMeasures(
  measures: readonly Measure[],
  caseNumber: string | undefined,
): Problem[] {
  const isForPolice = measures.includes("police");
  if (!isForPolice && !caseNumber) return [];
  const isNumber =
    caseNumber !== undefined &&
    caseNumber.length <= LONGEST_NUMBER &&
    CASE_NUMBER.test(caseNumber.normalize("NFKC"));
  if (isForPolice && isNumber) return [];
  const message = isForPolice
    ? "选了“移送公安机关”，请填写案件编号；只写编号，不写案情和人名。"
    : "没有选“移送公安机关”，就不要写案件编号。";
  return [{ field: "caseNumber", message }];
}
