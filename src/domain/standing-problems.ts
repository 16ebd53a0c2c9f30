import { type CalendarDate, dayText } from "./calendar-date.ts";
import type { Department } from "./department.ts";
import type { Problem } from "./problem.ts";
import { heirOf, isStanding } from "./standing-department.ts";

/** What stands against naming departments from a day on: each must be there by then. */
export function problemsOfStanding(
  departments: readonly Department[],
  field: string,
  ids: readonly string[],
  on: CalendarDate,
): Problem[] {
  const problem = (message: string) => [{ field, message }];
  return ids.flatMap((id) => {
    const found = departments.find((entry) => entry.id === id);
    if (found === undefined) return problem("本地没有这个部门，请从列表里选。");
    if (isStanding(found, on)) return [];
    const heir = departments.find((entry) => entry.id === heirOf(departments, id, on));
    const instead = heir === undefined || heir === found ? "" : `，由${heir.name}接手`;
    return problem(`${found.name}在${dayText(on)}不存在${instead}。`);
  });
}
