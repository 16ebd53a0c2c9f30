import type { ReadMachine } from "./import-draft.ts";
import { partsOf, plain } from "./plain-text.ts";
import { chineseNumber } from "./read-date.ts";
import { type Reading, read, unread } from "./reading.ts";
import type { SheetCell } from "./workbook/workbook.ts";

const MEASURES = "台套|台|套|座|条|组|孔|门|眼|只|支|个|辆|炉";
const NUMBER = "\\d{1,4}|[一二两三四五六七八九十]{1,3}";
/** At the end, perhaps in brackets: 2台, （2座）, 两条, 共3台. 各1台 does not say how many in all. */
const COUNT = new RegExp(`[\\s,，、]*[(（]?(共|各|计)?(${NUMBER})\\s*(${MEASURES})[)）]?$`);
/** In front: 1座630m3高炉, 两台球磨机, 1条浮法玻璃生产线. */
const COUNT_FIRST = new RegExp(`^(?:共)?(${NUMBER})\\s*(台套|台|套|座|条|组)\\s*(?=.{2})`);
/** In front: 1×124m3高炉, 2×Φ2.2×7.5m水泥磨. A bare 2.2×7m is a size. */
const TIMES = /^(\d{1,3})\s*[×xX*]\s*(?=[ΦφØ]|\d+(?:\.\d+)?\s*(?:m3|m³|立方米|吨|t|T|万|MW|kVA))/;
/** What an announcement puts before a size: 主体设备Φ3.2米×50米回转窑. */
const BEFORE_MODEL = /^(?:主体|主要|淘汰)?设备:?\s*(?=[Φ\d])/;
/** Labels of this site name the machine first; with a size first the blanks are somebody else's. */
const SIZE_FIRST = /^(?:Φ|\d+(?!\d|号|#))/;
const HAN = /\p{Script=Han}/u;
/** Measures written out belong to the model: Φ3.2米×50米, 65吨, 630立方米, LY-12型. */
const MEASURE =
  "(?:蒸吨|平方米|立方米|毫米|厘米|米|吨|千瓦|千伏安|兆瓦)(?:\\/(?:小时|时|日|天|年))?";
const OF_MODEL = `(?<=\\d ?)${MEASURE}|(?<=[A-Za-z\\d])型`;
const SIGN = `(?:${OF_MODEL}|(?!\\p{Script=Han}).)`;
/** A model in front of its name: Φ3.2×13m水泥磨. `1号高炉` is a name. */
const MODEL_FIRST = new RegExp(
  `^(?!\\d+(?:号|#))(${SIGN}+?)\\s*(?!${OF_MODEL})(\\p{Script=Han}.*)$`,
  "u",
);
/** A name in front of its model, perhaps in brackets: 水泥磨Φ3.2×13m, 水泥磨（Φ3.2×13m）. */
const NAME_FIRST = new RegExp(`^(.*?\\p{Script=Han})\\s*[(（]?([A-Za-zΦ\\d]${SIGN}*?)[)）]?$`, "u");

/**
 * Reads the machines of a cell: `Φ3.2×13m水泥磨1台；机械化立窑2座`, `1×124m3高炉`, and labels as this
 * site prints them, `水泥磨 Φ2.2×7m 1台`. What is not recognised as a model stays in the name.
 */
export function readMachines(cell: SheetCell): Reading<ReadMachine[]> {
  const machines = partsOf(splitAtCounts(cell.text)).map(readMachine);
  if (machines.length === 0) return unread("warning", "没有写设备", "写明设备名称、型号和数量");
  return read(machines);
}

/** One machine, whatever order its name, model and number stand in. */
export function readMachine(text: string): ReadMachine {
  const label = labelled(text);
  if (label) return label;
  const said = plain(text).replaceAll("φ", "Φ").replaceAll("Ø", "Φ");
  const counted = COUNT.exec(said);
  const inFront = counted ? null : (TIMES.exec(said) ?? COUNT_FIRST.exec(said));
  const rest = counted ? said.slice(0, counted.index) : said.slice(inFront?.[0].length ?? 0);
  const [, each, number] = counted ?? [null, null, inFront?.[1]];
  return {
    text,
    ...nameAndModel(rest.trim()),
    quantity: each === "各" ? null : numberOf(number),
    measureWord: counted?.[3] ?? inFront?.[2] ?? null,
  };
}

/** `水泥磨 Φ2.2×7m 1台`: parts as they are, since this site wrote them. */
function labelled(text: string): ReadMachine | undefined {
  const parts = text.trim().split(" ");
  const [, digits, measureWord] = /^(\d+)(\p{Script=Han}{1,2})$/u.exec(parts.at(-1) ?? "") ?? [];
  const [name, ...model] = parts.slice(0, -1);
  if (!digits || !measureWord || !name || name !== name.normalize("NFKC")) return undefined;
  if (!HAN.test(name) || SIZE_FIRST.test(name)) return undefined;
  return {
    text,
    name,
    model: model.length === 0 ? null : model.join(" "),
    quantity: Number(digits),
    measureWord,
  };
}

/** Parts what names a machine: 5t中频炉 is a 中频炉 of the model 5t. */
export function nameAndModel(text: string): Pick<ReadMachine, "name" | "model"> {
  const said = text.replace(BEFORE_MODEL, "");
  const [, modelFirst, name] = MODEL_FIRST.exec(said) ?? [];
  if (modelFirst && name) return { name, model: modelFirst.trim() };
  const [, nameFirst, model] = NAME_FIRST.exec(said) ?? [];
  if (nameFirst && model) return { name: nameFirst, model: model.trim() };
  return { name: said, model: null };
}

/** `…1台、…2座`: commas part machines only where a number and its word stand before them. */
function splitAtCounts(text: string): string {
  return text.replace(new RegExp(`(\\d\\s*(?:${MEASURES})[)）]?)\\s*[,，、]\\s*`, "g"), "$1；");
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = /^\d+$/.test(text) ? Number(text) : chineseNumber(text);
  return number > 0 ? number : null;
}
