import type { Problem } from "./problem.ts";

/** What a reporter may add as evidence, and how much of it. Told on the page before choosing. */

const MB = 1_000_000;

/** `bytes` is the most that one file of the kind may have. Only pictures can be made clean. */
export const EVIDENCE_KINDS = [
  { id: "picture", name: "照片", formats: "JPEG、PNG、WebP", bytes: 20 * MB, hasCopy: true },
  { id: "video", name: "视频", formats: "MP4、MOV、3GP、WebM", bytes: 200 * MB, hasCopy: false },
  {
    id: "audio",
    name: "录音",
    formats: "MP3、M4A、AAC、WAV、OGG、AMR",
    bytes: 50 * MB,
    hasCopy: false,
  },
  { id: "document", name: "PDF", formats: "PDF", bytes: 20 * MB, hasCopy: false },
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]["id"];

/** Of one tip, from the first to the last. */
export const EVIDENCE_LIMITS = { files: 12, bytes: 300 * MB } as const;
/** Far below what a picture needs to fill the memory when it is unpacked. */
export const PICTURE_PIXELS = 80 * MB;
/** The longer side of a clean copy. */
export const COPY_PIXELS = 2048;

/** `detected` are the names that a look at the content gives it. */
export const EVIDENCE_TYPES = [
  { type: "image/jpeg", kind: "picture", extension: "jpg", detected: ["image/jpeg"] },
  { type: "image/png", kind: "picture", extension: "png", detected: ["image/png"] },
  { type: "image/webp", kind: "picture", extension: "webp", detected: ["image/webp"] },
  { type: "video/mp4", kind: "video", extension: "mp4", detected: ["video/mp4", "video/x-m4v"] },
  { type: "video/quicktime", kind: "video", extension: "mov", detected: ["video/quicktime"] },
  { type: "video/3gpp", kind: "video", extension: "3gp", detected: ["video/3gpp", "video/3gpp2"] },
  { type: "video/webm", kind: "video", extension: "webm", detected: ["video/webm"] },
  { type: "audio/mpeg", kind: "audio", extension: "mp3", detected: ["audio/mpeg"] },
  { type: "audio/mp4", kind: "audio", extension: "m4a", detected: ["audio/mp4", "audio/x-m4a"] },
  { type: "audio/aac", kind: "audio", extension: "aac", detected: ["audio/aac"] },
  { type: "audio/wav", kind: "audio", extension: "wav", detected: ["audio/wav"] },
  { type: "audio/ogg", kind: "audio", extension: "ogg", detected: ["audio/ogg"] },
  { type: "audio/amr", kind: "audio", extension: "amr", detected: ["audio/amr"] },
  { type: "application/pdf", kind: "document", extension: "pdf", detected: ["application/pdf"] },
] as const satisfies readonly {
  type: string;
  kind: EvidenceKind;
  extension: string;
  detected: readonly string[];
}[];
export type EvidenceType = (typeof EVIDENCE_TYPES)[number]["type"];

/** Types that people often send and that are not taken, with what to do instead. */
export const REFUSED_TYPES: readonly { detected: RegExp; message: string }[] = [
  {
    detected: /^image\/(?:heic|heif|avif)/,
    message:
      "这是 HEIC 格式的照片，本站打不开。请在手机的相机设置里选“兼容性最佳”（JPEG），或者截图后再传。",
  },
  {
    detected: /^image\/(?:gif|apng)$/,
    message: "不收动图（GIF、动态 PNG）。请传照片或视频；动图可以截图后再传。",
  },
  {
    detected: /^application\/(?:zip|gzip|x-7z|x-rar|x-bzip2|lzip|x-tar|vnd\.|x-cfb|java|epub)/,
    message:
      "不收压缩包和办公文档（Word、Excel、PPT 等），里面可能藏有程序。请拍照、截图，或者导出为 PDF 再传。",
  },
  {
    detected: /^(?:application\/(?:xml|rtf)|text\/|image\/svg)/,
    message: "不收网页、SVG 和其他文本文件，里面可能藏有程序。请截图，或者导出为 PDF 再传。",
  },
  {
    detected:
      /^application\/x-(?:msdownload|elf|mach-binary|apple-diskimage|iso9660-image)|executable/,
    message: "不收程序文件。请传照片、视频、录音或 PDF。",
  },
];

/** The sentences for everything else that can be wrong with a file. */
export const EVIDENCE_PROBLEMS = {
  unknown:
    "认不出这个文件的格式。只收照片（JPEG、PNG、WebP）、视频、录音和 PDF；看的是内容，改文件名没有用。",
  empty: "这个文件是空的，请重新选择。",
  tooLarge: EVIDENCE_KINDS.map(({ name, bytes }) => `${name}${bytes / MB} MB`)
    .join("、")
    .replace(/^/, "文件太大。单个文件最大："),
  tooMany: `一件举报最多${EVIDENCE_LIMITS.files}个文件，请去掉几个再传。`,
  tooMuch: `一件举报的文件合计最多${EVIDENCE_LIMITS.bytes / MB} MB，请去掉几个，或者压缩视频后再传。`,
  tooOften: "同一网络里上传的文件太多了，请过十分钟再传。举报可以先提交，过后凭查询码再补充文件。",
  single: "一次只传一个文件；有几个就分几次传。",
  gone: "文件放得太久，已经清除。请重新上传，或者先提交举报，过后凭查询码再补充。",
  none: "没有收到文件，请先选择文件再上传。",
  interrupted: "文件没有传完就中断了，没有保存。请重新上传。",
  slow: "上传太慢，等待超时，没有保存。请到信号好的地方重新上传，或者换小一点的文件。",
  active: "文件里藏有网页脚本、程序或者另一个文件，为了安全没有保存。请重新拍照、截图后再传。",
  broken: "文件打不开，可能传坏了或者不完整，没有保存。请重新选择。",
  tooManyPixels: `照片的像素太多（最多${PICTURE_PIXELS / MB}百万像素），请换成普通分辨率再传。`,
  animated: "不收会动的图片。请传照片或视频。",
  activePdf:
    "这个 PDF 里有脚本、附件、表单提交或者会启动程序的链接，为了安全没有保存。请打印成新的 PDF，或者截图后再传。",
  sealedPdf: "这个 PDF 加了密或者用了少见的写法，没有办法检查，没有保存。请打印成新的 PDF 再传。",
} as const;

/** Which kinds may be sent somewhere, and what is said there of what may not. */
export interface FileRules {
  kinds: readonly EvidenceKind[];
  wrongKind: string;
  tooLarge: string;
  tooMuch: string;
  /** The disk is nearly full. */
  noRoom: string;
}

/** What a reporter may send. */
export const EVIDENCE_RULES: FileRules = {
  kinds: EVIDENCE_KINDS.map(({ id }) => id),
  wrongKind: EVIDENCE_PROBLEMS.unknown,
  tooLarge: EVIDENCE_PROBLEMS.tooLarge,
  tooMuch: EVIDENCE_PROBLEMS.tooMuch,
  noRoom: "本站暂时收不下文件。举报可以先提交，过后凭查询码再补充文件。",
};

/** What the metadata of a picture would tell whoever gets the original; null where it says nothing. */
export interface Revealed {
  /** Degrees, WGS 84. */
  place: { latitude: number; longitude: number } | null;
  /** As the camera wrote it, without a time zone. */
  takenAt: string | null;
  device: string | null;
  /** Other personal traces, as names for people: serial number, author … */
  others: readonly string[];
}

/** Evidence as its reporter and the desk see it. */
export interface EvidenceView {
  /** Of the untouched original, in hexadecimal. */
  sha256: string;
  bytes: number;
  type: EvidenceType;
}

/** The kind of a type. */
export function evidenceKindOf(type: EvidenceType) {
  const kind = EVIDENCE_TYPES.find((entry) => entry.type === type)?.kind;
  return EVIDENCE_KINDS.find((entry) => entry.id === kind) ?? EVIDENCE_KINDS[0];
}

/** The type that the name of detected content stands for, or the sentence that refuses it. */
export function readEvidenceType(
  detected: string | undefined,
): { type: EvidenceType } | { problem: string } {
  const name = detected?.split(";")[0]?.trim() ?? "";
  const taken = EVIDENCE_TYPES.find((entry) =>
    (entry.detected as readonly string[]).includes(name),
  );
  if (taken !== undefined) return { type: taken.type };
  const refused = REFUSED_TYPES.find((entry) => entry.detected.test(name));
  return { problem: refused?.message ?? EVIDENCE_PROBLEMS.unknown };
}

/** Why no more may be added to what is there; null when it may. */
export function evidenceProblem(
  kept: readonly { bytes: number }[],
  addedBytes: number,
): Problem | null {
  const total = kept.reduce((sum, { bytes }) => sum + bytes, addedBytes);
  if (kept.length >= EVIDENCE_LIMITS.files) return fileProblem(EVIDENCE_PROBLEMS.tooMany);
  return total > EVIDENCE_LIMITS.bytes ? fileProblem(EVIDENCE_PROBLEMS.tooMuch) : null;
}

/** A problem of the field that files are chosen in. */
export function fileProblem(message: string): Problem {
  return { field: "file", message };
}
