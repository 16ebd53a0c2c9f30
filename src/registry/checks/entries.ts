import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";
import { checkListVersions } from "./list-versions.ts";

/** What entries point at must exist, belong together and lie in their own place. */
export function checkEntries(snapshot: Snapshot, folder: ContentFolder): void {
  const index = indexEntries(snapshot);
  checkEnterprises(snapshot, folder, index);
  checkEquipment(snapshot, folder, index);
  for (const list of snapshot.lists) {
    const place = index.places.get(list.jurisdiction);
    if (!place) folder.report(list, "", `没有 ${list.jurisdiction} 这个地方`, "检查文件夹名");
    else {
      if (!place.publishedLists.some((entry) => entry.kind === list.kind))
        folder.report(
          list,
          "",
          `${place.facts.name} 不公布 ${list.kind} 这种名单`,
          "检查文件夹名，或先写进当地 lists.yaml",
        );
      needDepartment(
        folder,
        index,
        list.batch,
        "publisher",
        list.batch.publisher,
        list.jurisdiction,
      );
    }
    for (const row of list.versions) {
      if (row.enterprise !== undefined) needEnterprise(folder, index, row, row.enterprise);
      needOwnEquipment(folder, index, row, row.equipment, row.enterprise);
    }
    checkListVersions(list, place, folder);
  }
  for (const entry of [...snapshot.pledges, ...snapshot.acceptances]) {
    needEnterprise(folder, index, entry, entry.enterprise);
    needOwnEquipment(folder, index, entry, entry.equipment, entry.enterprise);
  }
  checkAnnouncements(snapshot, folder, index);
}

type EntryIndex = ReturnType<typeof indexEntries>;

function indexEntries(snapshot: Snapshot) {
  return {
    places: new Map(snapshot.jurisdictions.map((place) => [place.id, place])),
    departments: new Map(
      snapshot.jurisdictions.map((place) => [
        place.id,
        new Set(place.departments.map((d) => d.id)),
      ]),
    ),
    areas: new Map(
      snapshot.jurisdictions.map((place) => [
        place.id,
        new Set(place.areas.map((area) => area.id)),
      ]),
    ),
    industries: new Set(snapshot.industries.map((industry) => industry.id)),
    enterprises: new Map(snapshot.enterprises.map((enterprise) => [enterprise.id, enterprise])),
    equipment: new Map(snapshot.equipment.map((machine) => [machine.id, machine])),
    lists: new Set(snapshot.lists.map((list) => `${list.jurisdiction}/${list.id}`)),
  };
}

function checkEnterprises(snapshot: Snapshot, folder: ContentFolder, index: EntryIndex): void {
  for (const enterprise of snapshot.enterprises) {
    const areas = index.areas.get(enterprise.jurisdiction);
    if (!areas)
      folder.report(enterprise, "id", `没有 ${enterprise.jurisdiction} 这个地方`, "检查文件名");
    else if (!areas.has(enterprise.area))
      folder.report(
        enterprise,
        "area",
        `地区 ${enterprise.area} 不在当地`,
        "用当地 areas.yaml 里的代码",
      );
    if (!index.industries.has(enterprise.industry))
      folder.report(
        enterprise,
        "industry",
        `行业 ${enterprise.industry} 不存在`,
        "用 content/industries.yaml 里的编号",
      );
    for (const former of enterprise.formerIds)
      if (index.enterprises.has(former))
        folder.report(
          enterprise,
          "formerIds",
          `${former} 仍是另一家企业的编号`,
          "合并后只留一个，另一个的行要删去",
        );
  }
}

function checkEquipment(snapshot: Snapshot, folder: ContentFolder, index: EntryIndex): void {
  for (const machine of snapshot.equipment) {
    needEnterprise(folder, index, machine, machine.enterprise);
    if (machine.parent === undefined) continue;
    const parent = index.equipment.get(machine.parent);
    if (parent?.enterprise !== machine.enterprise)
      folder.report(
        machine,
        "parent",
        `${machine.parent} 不是同一企业的设备`,
        "拆分出的设备要属于原来那家企业",
      );
  }
  for (const event of snapshot.equipmentEvents) {
    const machine = index.equipment.get(event.equipment);
    if (!machine) {
      folder.report(
        event,
        "equipment",
        `设备 ${event.equipment} 不存在`,
        "先在 content/equipment 里登记这台设备",
      );
      continue;
    }
    const place = index.enterprises.get(machine.enterprise)?.jurisdiction;
    if (place) needDepartment(folder, index, event, "by", event.by, place);
  }
  for (const acceptance of snapshot.acceptances) {
    const place = index.enterprises.get(acceptance.enterprise)?.jurisdiction;
    if (place) needDepartment(folder, index, acceptance, "by", acceptance.by, place);
  }
}

function checkAnnouncements(snapshot: Snapshot, folder: ContentFolder, index: EntryIndex): void {
  for (const announcement of snapshot.announcements) {
    const { jurisdiction } = announcement;
    needDepartment(folder, index, announcement, "issuer", announcement.issuer, jurisdiction);
    announcement.lists.forEach((id, at) => {
      if (!index.lists.has(`${jurisdiction}/${id}`))
        folder.report(
          announcement,
          `lists.${at}`,
          `名单 ${id} 不存在`,
          "写成 <种类>/<年份>-<批次>，文件要在当地的 lists 里",
        );
    });
    for (const id of announcement.enterprises) needEnterprise(folder, index, announcement, id);
  }
}

function needEnterprise(folder: ContentFolder, index: EntryIndex, at: object, id: string): void {
  if (!index.enterprises.has(id))
    folder.report(at, "enterprise", `企业 ${id} 不存在`, "先在 content/enterprises 里登记这家企业");
}

function needOwnEquipment(
  folder: ContentFolder,
  index: EntryIndex,
  at: object,
  ids: readonly string[],
  enterprise: string | undefined,
): void {
  for (const id of ids) {
    const machine = index.equipment.get(id);
    if (!machine)
      folder.report(at, "equipment", `设备 ${id} 不存在`, "先在 content/equipment 里登记这台设备");
    else if (machine.enterprise !== enterprise)
      folder.report(
        at,
        "equipment",
        `设备 ${id} 属于 ${machine.enterprise}`,
        "检查企业和设备的编号是否配对",
      );
  }
}

function needDepartment(
  folder: ContentFolder,
  index: EntryIndex,
  at: object,
  field: string,
  id: string,
  jurisdiction: string,
): void {
  if (!index.departments.get(jurisdiction)?.has(id))
    folder.report(
      at,
      field,
      `部门 ${id} 不存在`,
      `用 jurisdictions/${jurisdiction}/departments.yaml 里的编号`,
    );
}
