import { createHash } from "node:crypto";
import { checkArchive } from "./archive.ts";
import { readDelimited } from "./delimited.ts";
import { readXlsxApart, type WorkerAnswer } from "./read-apart.ts";
import { LIMITS, type Refusal, type Workbook } from "./workbook.ts";

/**
 * Reads the bytes of a spreadsheet: .xlsx, or .csv in UTF-8, UTF-16 or GB18030. Nothing in it is
 * executed; whatever cannot be read is refused in a sentence, and the process lives on.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
): Promise<ReadFile | { refusal: Refusal }> {
  const refusal = checkOutside(bytes, fileName);
  if (refusal) return { refusal };
  const answer = await parse(bytes, fileName);
  if ("refusal" in answer) return answer;
  return { ...answer, sha256: createHash("sha256").update(bytes).digest("hex") };
}

export interface ReadFile {
  workbook: Workbook;
  /** Of the bytes, 64 lower-case hexadecimal digits. */
  sha256: string;
}

async function parse(bytes: Uint8Array, fileName: string): Promise<WorkerAnswer> {
  if (kindOf(bytes) === "text") return readDelimited(bytes, fileName);
  const refusal = await checkArchive(bytes);
  return refusal ? { refusal } : readXlsxApart(bytes);
}

type FileKind = "zip" | "ole" | "pdf" | "text";

const SIGNATURES: readonly (readonly [FileKind, readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["ole", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
];

const SAVE_AS = "用表格程序打开，另存为 .xlsx 再导入";

/** What the name and the first bytes already tell. */
function checkOutside(bytes: Uint8Array, fileName: string): Refusal | undefined {
  const ending = /\.([a-z0-9]+)$/.exec(fileName.toLowerCase())?.[1] ?? "";
  const kind = kindOf(bytes);
  if (bytes.length === 0)
    return { message: "文件是空的，没有内容", remedy: "检查文件是否传完整，重新保存或重新上传" };
  if (bytes.length > LIMITS.fileBytes)
    return {
      message: `文件太大，超过 ${LIMITS.fileBytes / 1_000_000} MB`,
      remedy: "删去图片和无关的工作表，或者分成几个文件",
    };
  if (kind === "ole") return isEncrypted(bytes) ? ENCRYPTED : OLD_FORMAT;
  if (ending === "xlsm" || ending === "xltm")
    return { message: "这是带宏的工作簿，没有打开", remedy: SAVE_AS };
  if (ending !== "xlsx" && ending !== "csv")
    return {
      message: `扩展名“.${ending}”不是可以导入的表格`,
      remedy: "只接受 .xlsx 和 .csv；其他格式请用表格程序另存为 .xlsx",
    };
  if ((ending === "xlsx") !== (kind === "zip"))
    return {
      message: `扩展名是 .${ending}，内容却不是这种文件`,
      remedy: "不要只改扩展名；用表格程序打开后另存",
    };
  return undefined;
}

const ENCRYPTED: Refusal = {
  message: "文件设了打开密码，读不了",
  remedy: "去掉密码后另存为 .xlsx 再导入",
};
const OLD_FORMAT: Refusal = {
  message: "这是旧的二进制表格（.xls、.et 一类），不是 .xlsx",
  remedy: SAVE_AS,
};

function kindOf(bytes: Uint8Array): FileKind {
  const found = SIGNATURES.find(([, signs]) => signs.every((sign, i) => bytes[i] === sign));
  return found?.[0] ?? "text";
}

/** A workbook under a password is an OLE container with a stream of this name, in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
}
