import { ON_SITE } from "#domain/check-way.ts";
import type { Problem } from "#domain/problem.ts";
import type { CheckedAct, Doer } from "./check-act.ts";
import type { House } from "./house.ts";
import type { TipCourse } from "./open-tip.ts";
import { verificationsOf } from "./record-verification.ts";

/**
 * What a finding after a check on site lacks: a record of two inspectors, made at the desk that
 * finds, since the tip was last opened again, of the day that is named.
 */
export async function problemsOfGround(
  house: House,
  doer: Doer,
  { done }: TipCourse,
  { said }: CheckedAct,
): Promise<Problem[]> {
  if (said.checkedHow !== ON_SITE || doer.clerk === null) return [];
  const reopenedAt = done.findLast(({ act }) => act === "reopen")?.at ?? "";
  const records = (await verificationsOf(house, doer.opened)).filter(
    ({ department, at }) => department === doer.by && at > reopenedAt,
  );
  if (records.length === 0) return [NO_RECORD];
  const days = [...new Set(records.map(({ checkedOn }) => checkedOn))];
  if (days.some((day) => day === said.checkedOn)) return [];
  const message = `核查日期要与核查记录一致；本部门的核查记录是${days.join("、")}的。`;
  return [{ field: "checkedOn", message }];
}

const NO_RECORD: Problem = {
  field: "checkedHow",
  message:
    "本部门还没有这一次的现场核查记录。请先写核查记录（两名核查人员），或者另选核查方式并写明没有到现场的原因。",
};
