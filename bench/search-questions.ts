import type { SearchRecord } from "../src/search/record.ts";
import { type Random, randomFrom } from "./random.ts";

/** What people type, drawn from what the records hold: each kind with its share in a hundred. */
const KINDS: readonly (readonly [number, (record: SearchRecord, random: Random) => string])[] = [
  [12, (record) => nameOf(record)],
  [12, (record, random) => stretch(nameOf(record), 3, 6, random)],
  [8, (record, random) => stretch(nameOf(record), 2, 2, random)],
  [14, (record) => `${countyOf(record)} ${industryOf(record)}`],
  [6, (record) => `${cityOf(record)} ${industryOf(record)}`],
  [8, (record) => record.fields.code[0] ?? nameOf(record)],
  [6, (record) => (record.fields.code[0] ?? "安康").slice(0, 8)],
  [8, (record, random) => machineOf(record, random)],
  [6, (record, random) => spaced(machineOf(record, random))],
  [5, (record) => record.fields.name.at(-1) ?? ""],
  [8, (record) => `${countyOf(record)} ${industryOf(record)} ${record.facets.year[0]}`],
  [3, (record, random) => `${record.facets.year[0]} ${random.one(record.fields.about)}`],
  [2, (record) => industryOf(record)],
  [2, (record) => `${nameOf(record).slice(0, 4)}公告`],
];

/** The same seed gives the same questions. */
export function questionsFrom(
  records: readonly SearchRecord[],
  count: number,
  seed: number,
): string[] {
  const random = randomFrom(seed);
  const kinds = KINDS.flatMap(([share, ask]) => Array.from({ length: share }, () => ask));
  return Array.from({ length: count }, () => random.one(kinds)(random.one(records), random));
}

function nameOf(record: SearchRecord): string {
  return record.fields.name[0] ?? "";
}

function machineOf(record: SearchRecord, random: Random): string {
  const { equipment } = record.fields;
  return equipment.length > 0 ? random.one(equipment) : nameOf(record);
}

function stretch(text: string, least: number, most: number, random: Random): string {
  const length = Math.min(text.length, least + random.whole(most - least + 1));
  const from = random.whole(text.length - length + 1);
  return text.slice(from, from + length);
}

/** `陕西省安康市汉滨区` → `汉滨`, as it is said. */
function countyOf(record: SearchRecord): string {
  const parts = placeParts(record);
  return (parts.at(-1) ?? "").replace(/(?<=..)[市县区]$/, "");
}

function cityOf(record: SearchRecord): string {
  const parts = placeParts(record);
  return (parts.at(-2) ?? parts[0] ?? "").replace(/(?<=..)(市|藏族自治州)$/, "");
}

function placeParts(record: SearchRecord): string[] {
  return (record.fields.place[0] ?? "").match(/.+?(?:省|自治州|自治县|[市县区])/g) ?? [];
}

function industryOf(record: SearchRecord): string {
  return (record.fields.about[0] ?? "").replace(/行业$|（.*）$/, "");
}

/** `Φ2.2×7m球磨机2台` → `φ2.2*7m 球磨机`, as it is typed. */
function spaced(machine: string): string {
  const [model = "", name = ""] = machine
    .replace(/\d+[台座条套]$/, "")
    .split(/(?=[\p{Script=Han}]{2})/u);
  return `${model.replace("Φ", "φ").replace("×", "*")} ${name}`.trim();
}
