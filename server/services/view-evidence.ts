import type { EvidenceView, Revealed } from "#domain/evidence.ts";
import { mayOpenOriginals } from "#domain/original-look.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import { evidenceView, type FilePart } from "./evidence-file.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { courseOf, type OpenTip } from "./open-tip.ts";
import { type OpenedFile, openedFile } from "./opened-file.ts";
import { listTipFiles } from "./tip-evidence.ts";

/** Evidence as a desk sees it before it opens anything. */
export interface EvidenceAtDesk extends EvidenceView {
  /** From 1, in the order the files came. */
  number: number;
  at: string;
  hasCopy: boolean;
  /** What the original of a picture tells; to be weighed before it is handed on. */
  revealed: Revealed | null;
}

/** The evidence of a tip. */
export async function viewEvidence(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<EvidenceAtDesk[]>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  return { value: await evidenceOf(house, opened.value) };
}

/** The evidence of an opened tip, in the order the files came. */
export async function evidenceOf(house: House, tip: OpenTip): Promise<EvidenceAtDesk[]> {
  const files = await listTipFiles(house, tip);
  return files.map((file, index) => ({
    ...evidenceView(file),
    number: index + 1,
    at: file.at,
    hasCopy: file.copy !== null,
    revealed: file.revealed,
  }));
}

/**
 * One file of a tip: the clean copy of a picture for everyday work, or the untouched original, for
 * whoever has just said why (`open-original`), which the reporter reads.
 */
export async function openEvidence(
  house: House,
  clerk: Clerk,
  reference: string,
  number: number,
  part: FilePart,
): Promise<Outcome<OpenedFile>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { done } = await courseOf(house, opened.value);
  if (part === "original" && !mayOpenOriginals(done, clerk.id, house.now())) {
    return refuse("conflict", [SAY_WHY]);
  }
  const files = await listTipFiles(house, opened.value);
  const file = files[number - 1];
  if (file === undefined) return refuse("not-found", [noSuchFile(files.length)]);
  const value = openedFile(house, file, part, `${opened.value.tip.reference}-${number}`);
  return value === null ? refuse("not-found", [NO_COPY]) : { value };
}

const SAY_WHY = {
  field: "note",
  message: "打开原件要先写明原因，举报人会看到（open-original）。",
};
const NO_COPY = {
  field: "number",
  message: "只有照片有去除了拍摄信息的副本；视频、录音和 PDF 只有原件。",
};

function noSuchFile(count: number) {
  const message = count === 0 ? "这件举报没有附件。" : `附件编号是1到${count}。`;
  return { field: "number", message };
}
