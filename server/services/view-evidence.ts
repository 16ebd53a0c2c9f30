import { EVIDENCE_TYPES, type EvidenceView, type Revealed } from "#domain/evidence.ts";
import { mayOpenOriginals } from "#domain/original-look.ts";
import { COPY_TYPE } from "#server/evidence/clean-picture.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import { evidenceView, type FilePart, openFile } from "./evidence-file.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { courseOf } from "./open-tip.ts";
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

/** A file for the desk, opened while it is read. */
export interface OpenedEvidence {
  /** Reference and number, with the extension of the type. */
  name: string;
  type: string;
  bytes: number;
  content: AsyncIterable<Uint8Array>;
}

/** The evidence of a tip. */
export async function viewEvidence(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<EvidenceAtDesk[]>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const files = await listTipFiles(house, opened.value);
  return {
    value: files.map((file, index) => ({
      ...evidenceView(file),
      number: index + 1,
      at: file.at,
      hasCopy: file.copy !== null,
      revealed: file.revealed,
    })),
  };
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
): Promise<Outcome<OpenedEvidence>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { done } = await courseOf(house, opened.value);
  if (part === "original" && !mayOpenOriginals(done, clerk.id, house.now())) {
    return refuse("conflict", [SAY_WHY]);
  }
  const files = await listTipFiles(house, opened.value);
  const file = files[number - 1];
  if (file === undefined) return refuse("not-found", [noSuchFile(files.length)]);
  const chosen = part === "original" ? file : file.copy;
  if (chosen === null) return refuse("not-found", [NO_COPY]);
  const type = part === "original" ? file.type : COPY_TYPE;
  const extension = EVIDENCE_TYPES.find((entry) => entry.type === type)?.extension;
  const name = `${opened.value.tip.reference}-${number}.${extension}`;
  const content = openFile(house, file, part);
  return { value: { name, type, bytes: chosen.bytes, content } };
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
