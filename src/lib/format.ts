import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Capacity } from "#domain/capacity.ts";
import { CAPACITY_BASES } from "#domain/capacity-basis.ts";
import type { PolicyDocument } from "#domain/document.ts";
import {
  EVIDENCE_TYPES,
  type EvidenceView,
  evidenceKindOf,
  type Revealed,
} from "#domain/evidence.ts";
import type { ListRow } from "#domain/list-row.ts";
import { CORRECTION_FORM, type RowSource } from "#domain/printed-cell.ts";
import type { RecordWithdrawal } from "#domain/record-withdrawal.ts";

/** What is shown where a document does not say. */
export const UNSAID = "文件未规定";

/** `2024-07-15` as 2024年7月15日. */
export function dateText(date: CalendarDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** `2026-10` as 2026年10月. */
export function monthText(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${year}年${number}月`;
}

const SHANGHAI = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  dateStyle: "long",
  timeStyle: "short",
});

/** An instant as Shanghai date and time: 2026年11月21日 09:05. */
export function instantText(instant: string): string {
  return SHANGHAI.format(new Date(instant));
}

/** The span of two days, both in it; the year is said once when it is the same. */
export function spanText(from: CalendarDate, to: CalendarDate): string {
  const end = from.slice(0, 4) === to.slice(0, 4) ? dateText(to).slice(5) : dateText(to);
  return from === to ? dateText(from) : `${dateText(from)}至${end}`;
}

/** The day of the week: 星期一 … 星期日. */
export function weekdayText(date: CalendarDate): string {
  return `星期${"日一二三四五六"[new Date(`${date}T00:00:00Z`).getUTCDay()]}`;
}

/** Days left until a last day, as a sentence; negative means overdue. */
export function daysLeftText(days: number): string {
  if (days === 0) return "今天到期";
  return days > 0 ? `还有${numberText(days)}天` : `已逾期${numberText(-days)}天`;
}

/** What data are: invented ones must be told wherever they go. */
export function sampleText(isSample: boolean): string {
  return isSample ? "演示数据" : "正式公布";
}

const NUMBER = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 });

/** A number with thousands marked. */
export function numberText(value: number): string {
  return NUMBER.format(value);
}

/** When and why a record was withdrawn: `2026年11月20日撤销，理由：…（某文件）`. */
export function withdrawalText({ on, reason, document }: RecordWithdrawal): string {
  return `${dateText(on)}撤销，理由：${reason}${document === null ? "" : `（${document}）`}`;
}

/** Size of a file, in the largest unit that leaves at least 1 (1 kB = 1000 bytes). */
export function bytesText(bytes: number): string {
  const units = ["字节", "kB", "MB", "GB"] as const;
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[step]}`;
}

/** A capacity in words: 30万吨/年水泥熟料（设计产能）. */
export function capacityText(capacity: Capacity): string {
  const { value, unit, product, basis } = capacity;
  return `${numberText(value)}${unit}${product}（${nameOf(CAPACITY_BASES, basis)}）`;
}

/** The capacities of a row: those of its machines, then what only the list says. */
export function rowCapacities({
  capacities,
  printedCapacity,
}: Pick<ListRow, "capacities" | "printedCapacity">): string[] {
  return [...capacities.map(capacityText), ...(printedCapacity === null ? [] : [printedCapacity])];
}

/** The file a version of a row was read from, with what proves that it is that file. */
export function sourceText(source: RowSource): string {
  const { file, sha256, sheet, row, version, on } = source;
  if (file.startsWith(CORRECTION_FORM)) return `${file}；第${version}版，${dateText(on)}。`;
  const place = `${sheet ? `，工作表“${sheet}”` : ""}${row === null ? "" : `第${row}行`}`;
  const proof = sha256 === null ? "没有登记校验值" : `SHA-256 ${sha256}`;
  return `原表“${file}”${place}，${proof}；第${version}版，${dateText(on)}。`;
}

/** The Chinese name of a code in one of the tables of the domain. */
export function nameOf(table: readonly { id: string; name: string }[], id: string): string {
  return table.find((row) => row.id === id)?.name ?? id;
}

/** How a document is called in a citation: by its number where it has one, since titles vary. */
export function documentLabel(document: PolicyDocument): string {
  return document.number ?? titleText(document.title);
}

/** A title in title marks, unless it carries its own. */
export function titleText(title: string): string {
  return title.includes("《") ? title : `《${title}》`;
}

/** A file as evidence: `照片（JPG），2.3 MB`. */
export function evidenceText({ type, bytes }: Pick<EvidenceView, "type" | "bytes">): string {
  const extension = EVIDENCE_TYPES.find((entry) => entry.type === type)?.extension.toUpperCase();
  const { name } = evidenceKindOf(type);
  return `${name === extension ? name : `${name}（${extension}）`}，${bytesText(bytes)}`;
}

/** What a picture would tell whoever gets its original. */
export function revealedLines(revealed: Revealed | null): string[] {
  if (revealed === null) return [];
  const { place, takenAt, device, others } = revealed;
  return [
    ...(place ? [`拍摄地点：${degreesText(place)}`] : []),
    ...(takenAt ? [`拍摄时间：${takenAt}`] : []),
    ...(device ? [`拍摄设备：${device}`] : []),
    ...others,
  ];
}

function degreesText({ latitude, longitude }: { latitude: number; longitude: number }): string {
  const northSouth = latitude < 0 ? "南纬" : "北纬";
  const eastWest = longitude < 0 ? "西经" : "东经";
  return `${northSouth}${Math.abs(latitude)}度，${eastWest}${Math.abs(longitude)}度`;
}
