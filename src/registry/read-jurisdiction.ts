import { areas } from "#domain/area.ts";
import { channels } from "#domain/channel.ts";
import { departments } from "#domain/department.ts";
import { jurisdictionDocuments } from "#domain/document.ts";
import { dutyCalendar } from "#domain/duty-calendar.ts";
import { forms } from "#domain/form.ts";
import { jurisdiction } from "#domain/jurisdiction.ts";
import { lists } from "#domain/list-kind.ts";
import { responsibilities } from "#domain/responsibility.ts";
import { terms } from "#domain/terms.ts";
import type { ContentFolder } from "./folder.ts";
import type { JurisdictionFolder } from "./snapshot.ts";
import { readYaml } from "./yaml-file.ts";

/** Every folder of `jurisdictions/`; one with a wrong file is reported and left out. */
export function readJurisdictions(folder: ContentFolder): JurisdictionFolder[] {
  const ids = new Set<string>();
  for (const file of folder.files) {
    const [room, id, name] = file.split("/");
    if (room === "jurisdictions" && id && name) ids.add(id);
  }
  return [...ids].sort().flatMap((id) => readJurisdiction(folder, id) ?? []);
}

function readJurisdiction(folder: ContentFolder, id: string): JurisdictionFolder | undefined {
  const at = (name: string) => `jurisdictions/${id}/${name}.yaml`;
  const facts = readYaml(folder, at("jurisdiction"), jurisdiction);
  const areaList = readYaml(folder, at("areas"), areas);
  const departmentList = readYaml(folder, at("departments"), departments);
  const rules = readYaml(folder, at("responsibilities"), responsibilities);
  const published = readYaml(folder, at("lists"), lists);
  const termsFound = readYaml(folder, at("terms"), terms);
  const calendar = readYaml(folder, at("calendar"), dutyCalendar);
  const channelList = readYaml(folder, at("channels"), channels);
  const formList = readYaml(folder, at("forms"), forms);
  const documents = readYaml(folder, at("documents"), jurisdictionDocuments);
  if (facts && facts.id !== id)
    folder.report(
      facts,
      "id",
      `编号 ${facts.id} 与文件夹 ${id} 不一致`,
      `改成 ${id}，或者给文件夹改名`,
    );
  if (!facts || !areaList || !departmentList || !rules || !published) return undefined;
  if (!termsFound || !calendar || !channelList || !formList || !documents) return undefined;
  return {
    id,
    facts,
    areas: areaList,
    departments: departmentList,
    responsibilities: rules,
    duties: published.duties,
    publishedLists: published.kinds,
    terms: termsFound,
    calendar,
    channels: channelList,
    forms: formList,
    ownDocuments: documents.own,
    citedDocuments: documents.cited,
  };
}
