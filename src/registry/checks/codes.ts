import { type CreditCodeFault, creditCodeFaults } from "#domain/credit-code.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

const FAULTS: Record<CreditCodeFault, string> = {
  length: "不是18位",
  alphabet: "含有不会出现的字母（I、O、S、V、Z）",
  check: "校验位对不上（GB 32100）",
  "organisation-check": "组织机构代码的校验位对不上（GB 11714）",
};

/** Unified social credit codes: a fault is a warning, two enterprises with one code an error. */
export function checkCodes(snapshot: Snapshot, folder: ContentFolder): void {
  const holders = new Map<string, string>();
  for (const enterprise of snapshot.enterprises) {
    const code = enterprise.creditCode;
    if (code === undefined) continue;
    for (const fault of creditCodeFaults(code))
      folder.report(
        enterprise,
        "creditCode",
        `统一社会信用代码 ${code} ${FAULTS[fault]}`,
        "与营业执照核对；确实如此的可以保留",
        "warning",
      );
    const holder = holders.get(code);
    if (holder)
      folder.report(
        enterprise,
        "creditCode",
        `代码 ${code} 已属于 ${holder}`,
        "同一家企业只留一个编号，另一个写进 formerIds",
      );
    holders.set(code, enterprise.id);
  }
}
