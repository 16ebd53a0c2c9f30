import type { Problem } from "./problem.ts";
import { FINDINGS, type Finding } from "./tip-status.ts";

/**
 * 办结前逐项核对. What a lead looks over before a tip is closed. The list is this register's own, no
 * programme has one; it is kept with the act.
 */
export const CLOSING_CHECKS = [
  { id: "answered", name: "答复写明了结论和理由，举报人的消息都已看过、回过" },
  { id: "evidence", name: "核查记录、照片和其他证据已经存入本件；没有的，写明了原因" },
  {
    id: "measures",
    name: "查实的问题已经依法处理，应当列入名单的已经转交",
    isForSubstantiated: true,
  },
  { id: "confidential", name: "没有把举报人的身份和举报内容透露给被举报对象" },
  { id: "papers", name: "纸质文书已经归档，存到本机的文书、照片和附件已经删除" },
] as const;
export type ClosingCheck = (typeof CLOSING_CHECKS)[number]["id"];

/** How a check is called. */
export function closingCheckName(check: ClosingCheck): string {
  return CLOSING_CHECKS.find(({ id }) => id === check)?.name ?? check;
}

/** The checks that a tip with this finding needs. */
export function closingChecks(finding: Finding | null): { id: ClosingCheck; name: string }[] {
  const isSubstantiated = FINDINGS.some((entry) => entry.id === finding && entry.isSubstantiated);
  return CLOSING_CHECKS.filter((check) => isSubstantiated || !("isForSubstantiated" in check)).map(
    ({ id, name }) => ({ id, name }),
  );
}

/** What has not been looked over yet, by its words. */
export function problemsOfChecklist(
  checklist: readonly ClosingCheck[],
  finding: Finding | null,
): Problem[] {
  const open = closingChecks(finding).filter(({ id }) => !checklist.includes(id));
  if (open.length === 0) return [];
  const names = open.map(({ name }) => `“${name}”`).join("；");
  return [{ field: "checklist", message: `办结前要逐项核对，还没有核对的是：${names}。` }];
}
