import { promisify } from "node:util";
import { type Entry, fromBuffer, type Options, type ZipFile } from "yauzl";
import { LIMITS, type Refusal } from "./workbook.ts";

/** Parts a plain table has no use for. None is opened. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/vbaProject|vbaData|macrosheets?\//i, "含有宏"],
  [/^xl\/externalLinks\//i, "含有指向其他文件的链接"],
  [/^xl\/(connections\.xml|queryTables\/|model\/)/i, "含有外部数据连接"],
  [/^xl\/(embeddings|activeX|ctrlProps)\//i, "含有嵌入的对象或控件"],
];
const CLEAN = "在表格程序里新建工作簿，只粘贴数值，另存为 .xlsx 再导入";
const DAMAGED: Refusal = {
  message: "文件已损坏或不完整，解不开",
  remedy: "重新下载或重新保存后再导入",
};
const TOO_LARGE: Refusal = {
  message: `解开后超过 ${LIMITS.unpackedBytes / 1_000_000} MB，没有继续`,
  remedy: "删去图片、空白行列和无关的工作表，或者分成几个文件",
};

/**
 * Looks through the ZIP before anything in it is parsed: forbidden parts, passwords, declared
 * sizes; then unpacks every part once, counting what really comes out, since sizes can lie.
 */
export async function checkArchive(bytes: Uint8Array): Promise<Refusal | undefined> {
  try {
    const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const entries = await listEntries(zip);
    const refusal = checkNames(entries) ?? checkSizes(entries);
    return refusal ?? (await unpackAll(zip, entries));
  } catch {
    return DAMAGED;
  }
}

const open: (bytes: Buffer) => Promise<ZipFile> = (bytes) =>
  promisify<Buffer, Options, ZipFile>(fromBuffer)(bytes, { lazyEntries: true });

/** Reads the directory; stops where it holds more parts than any workbook has. */
function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      entries.push(entry);
      if (entries.length > LIMITS.parts) resolve(entries);
      else zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", reject);
    zip.readEntry();
  });
}

function checkNames(entries: readonly Entry[]): Refusal | undefined {
  const names = entries.map((entry) => entry.fileName);
  for (const [pattern, what] of FORBIDDEN)
    if (names.some((name) => pattern.test(name)))
      return { message: `工作簿${what}，没有打开`, remedy: CLEAN };
  if (entries.some((entry) => entry.isEncrypted()))
    return { message: "压缩包设了密码，读不了", remedy: "去掉密码后另存为 .xlsx 再导入" };
  if (names.includes("mimetype"))
    return { message: "这是 .ods 表格，不是 .xlsx", remedy: "用表格程序另存为 .xlsx 再导入" };
  if (!names.includes("[Content_Types].xml") || !names.some((name) => /^xl\//.test(name)))
    return { message: "这个压缩包里没有工作簿", remedy: "选 .xlsx 表格文件，不要改扩展名" };
  return new Set(names).size === names.length ? undefined : DAMAGED;
}

function checkSizes(entries: readonly Entry[]): Refusal | undefined {
  const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  return entries.length > LIMITS.parts || declared > LIMITS.unpackedBytes ? TOO_LARGE : undefined;
}

async function unpackAll(zip: ZipFile, entries: readonly Entry[]): Promise<Refusal | undefined> {
  let total = 0;
  for (const entry of entries) {
    const isXml = /\.(xml|rels|vml)$/i.test(entry.fileName);
    let before = "";
    const stream = await promisify(zip.openReadStream.bind(zip) as OpenStream)(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > LIMITS.unpackedBytes) return TOO_LARGE;
      if (!isXml) continue;
      if (
        chunk.includes("<!DOCTYPE") ||
        before.concat(chunk.toString("latin1", 0, 9)).includes("<!DOCTYPE")
      )
        return { message: "文件里有自定义的 XML 实体，没有打开", remedy: CLEAN };
      before = chunk.toString("latin1", Math.max(0, chunk.length - 9));
    }
  }
  return undefined;
}

type OpenStream = (
  entry: Entry,
  done: (fault: Error | null, stream: NodeJS.ReadableStream) => void,
) => void;
