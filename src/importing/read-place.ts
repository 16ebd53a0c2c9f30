import type { Area } from "#domain/area.ts";
import { isActive } from "#domain/calendar-date.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { compact } from "./plain-text.ts";
import { noted, type Reading, type ReadingContext, read, unread } from "./reading.ts";
import type { SheetCell } from "./workbook/workbook.ts";

/** What people leave out: 旬阳 for 旬阳市, 维西 or 维西县 for 维西傈僳族自治县. */
const ENDING = /^(?:(?:各族|\p{Script=Han}{1,3}族)*自治县|区|县|市|\(行政区\)|\(功能区\))$/u;

/** An area by its name in this place, in full or short, or by its code. */
export function readArea(cell: SheetCell, { place, today }: ReadingContext): Reading<string> {
  const found = match(place, compact(cell.text), today);
  const [area] = found;
  if (area === undefined)
    return unread(
      "error",
      `${place.facts.name}没有“${cell.text}”这个地区`,
      `写 ${nearest(place.areas, cell.text).join("、")} 这样的名称`,
    );
  if (found.length > 1)
    return unread(
      "error",
      `“${cell.text}”可能是${found.map((entry) => entry.name).join("或")}`,
      "写全名或六位代码",
    );
  return isActive(area, today) ? read(area.id) : retired(area, place.areas);
}

/** The best kind of match there is: code, full name, name without its place, without its ending. */
function match({ areas, facts }: JurisdictionFolder, said: string, today: string): Area[] {
  const short = within(said, [facts.name]);
  const local = within(said, [facts.name, facts.shortName]);
  const kinds = [
    (area: Area) => area.id === said,
    (area: Area) => compact(area.name) === short,
    (area: Area) => within(compact(area.name), [facts.name, facts.shortName]) === local,
    (area: Area) => isShortFor(short.replace(/(自治县|县|区|市)$/, ""), compact(area.name)),
  ];
  for (const isMatch of kinds) {
    const found = areas.filter(isMatch);
    const active = found.filter((area) => isActive(area, today));
    if (found.length > 0) return active.length > 0 ? active : found;
  }
  return [];
}

/** A name as it is said within its place: 高新区 for 安康市高新区 and 安康高新区. */
function within(name: string, places: readonly string[]): string {
  const place = places.find((prefix) => name.startsWith(prefix) && name.length > prefix.length);
  return name.slice(place?.length ?? 0);
}

/** The names that share most signs with what was written, four of them. */
export function nearest(known: readonly { name: string }[], text: string): string[] {
  const shared = (name: string) => [...name].filter((sign) => text.includes(sign)).length;
  return known
    .map(({ name }) => name)
    .toSorted((one, other) => shared(other) - shared(one))
    .slice(0, 4);
}

function isShortFor(short: string, name: string): boolean {
  return short !== "" && name.startsWith(short) && ENDING.test(name.slice(short.length));
}

function retired(area: Area, areas: readonly Area[]): Reading<string> {
  const successor = areas.find((entry) => entry.id === area.successors[0]);
  if (successor === undefined || area.successors.length > 1)
    return noted(area.id, "warning", `${area.name}已经撤销`, "核对现在属于哪里");
  return noted(
    successor.id,
    "warning",
    `${area.name}已经撤销，按${successor.name}登记`,
    "核对现在属于哪里",
  );
}

/** An industry by its name or another name of it. */
export function readIndustry(cell: SheetCell, { industries }: ReadingContext): Reading<string> {
  const text = compact(cell.text);
  const short = text.replace(/(制造|冶炼|加工|生产)?(行)?业$/, "");
  const found = industries.find((industry) =>
    [industry.name, ...industry.aliases].some((name) => [text, short].includes(compact(name))),
  );
  return found === undefined
    ? unread(
        "warning",
        `行业“${cell.text}”不在行业表里，只保留原文`,
        `写 ${nearest(industries, cell.text).join("、")} 这样的名称，全部的在空表的“选项”页里`,
      )
    : read(found.id);
}
