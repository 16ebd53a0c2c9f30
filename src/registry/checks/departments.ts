import type { Department } from "#domain/department.ts";
import { heirOf, isStanding } from "#domain/standing-department.ts";
import type { ContentFolder } from "../folder.ts";
import type { JurisdictionFolder, Snapshot } from "../snapshot.ts";

/** Whoever is dissolved has somebody who takes over, and nothing is given to whom is not there yet. */
export function checkDepartments(snapshot: Snapshot, folder: ContentFolder): void {
  for (const place of snapshot.jurisdictions) {
    for (const department of place.departments) {
      checkLife(folder, department);
      checkHeir(folder, place, department);
      checkNames(folder, department);
    }
    checkRules(folder, place);
  }
}

function checkLife(folder: ContentFolder, department: Department): void {
  const { activeFrom, activeTo, successor, cites } = department;
  const report = (field: string, message: string, remedy: string) =>
    folder.report(department, field, message, remedy);
  if (activeTo !== undefined && successor === undefined)
    report("successor", "撤销的部门没有写谁接手", "写明接手的部门（successor）");
  if (activeTo === undefined && successor !== undefined)
    report("activeTo", "写了接手的部门，没有写撤销日期", "写明第一个不再存在的日子（activeTo）");
  if (activeFrom !== undefined && activeTo !== undefined && activeTo <= activeFrom)
    report("activeTo", "撤销日期不晚于设立日期", "撤销日期是第一个不再存在的日子，要晚于设立日期");
  if ((activeFrom ?? activeTo) !== undefined && cites === undefined)
    report("cites", "设立或者撤销没有写出处", "写明是哪份文件定的（cites）");
}

function checkHeir(folder: ContentFolder, place: JurisdictionFolder, department: Department): void {
  const { id, activeTo, successor } = department;
  if (activeTo === undefined || successor === undefined) return;
  const heirId = heirOf(place.departments, id, activeTo);
  const heir = place.departments.find((entry) => entry.id === heirId);
  if (heir !== undefined && !isStanding(heir, activeTo))
    folder.report(
      department,
      "successor",
      `接手的部门 ${successor} 在 ${activeTo} 不存在`,
      "写一个到那天已经设立、没有撤销的部门",
    );
}

/** Each name ends a former one or begins a later one; the days of both follow one another. */
function checkNames(folder: ContentFolder, department: Department): void {
  const { formerNames, laterNames } = department;
  const days = [
    ...formerNames.map(
      ({ activeTo }, index) => [activeTo, `formerNames.${index}.activeTo`] as const,
    ),
    ...laterNames.map(
      ({ activeFrom }, index) => [activeFrom, `laterNames.${index}.activeFrom`] as const,
    ),
  ];
  days.forEach(([day, field], index) => {
    const before = days[index - 1]?.[0];
    if (before !== undefined && day <= before)
      folder.report(
        department,
        field,
        "名称没有按先后排列",
        "最早用的写在最前面，更名的日子一个比一个晚",
      );
  });
}

function checkRules(folder: ContentFolder, { departments, responsibilities }: JurisdictionFolder) {
  for (const rule of responsibilities) {
    for (const field of ["leads", "supporting"] as const) {
      rule[field].forEach((id, index) => {
        const from = departments.find((entry) => entry.id === id)?.activeFrom;
        if (from !== undefined && from > rule.activeFrom)
          folder.report(
            rule,
            `${field}.${index}`,
            `规则 ${rule.activeFrom} 生效，部门 ${id} 到 ${from} 才设立`,
            "推迟规则的生效日期，或者改写那天已有的部门",
          );
      });
    }
  }
}
