import type { Database } from "#db/database.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Problem } from "#domain/problem.ts";
import type { ReleaseProgress } from "#domain/release-progress.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { Keyring } from "#server/secrets/keyring.ts";
import type { StaffSecrets } from "#server/secrets/staff-secrets.ts";
import type { Turnstile } from "./turnstile.ts";

/** Where sealed files lie: a folder, which several machines may share. */
export interface SealedFiles {
  /** Writes all of `content` and flushes it to the disk, or leaves nothing and throws. */
  write: (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>;
  read: (name: string) => AsyncIterable<Uint8Array>;
  /** Does nothing when there is no such file. */
  delete: (name: string) => Promise<void>;
  /** Names of files last written before an instant, those cut off while written among them. */
  list: (before: Date) => Promise<string[]>;
  /** False when the disk is nearly full. */
  hasRoom: () => Promise<boolean>;
}

/** Pictures of publications, sealed, under the sums of their bytes; nobody is served from there. */
export interface PictureFolder {
  /** Gives the SHA-256; the same bytes are kept once. */
  keep: (bytes: Uint8Array) => Promise<string>;
  /** The bytes of that sum; null where they are not kept any more, or have changed. */
  find: (sha256: string) => Promise<Uint8Array | null>;
  /** Names of files last kept before an instant, those cut off while written among them. */
  list: (before: Date) => Promise<string[]>;
  /** Does nothing when there is no such file. */
  delete: (name: string) => Promise<void>;
}

/** The content folder as the use cases of publishing reach it. */
export interface ContentDesk {
  root: string;
  pictures: PictureFolder;
  /** Runs the work while nobody else changes the content. */
  alone: <T>(work: () => T) => Promise<T>;
  /** Asks for new pages; inside of `alone`, once the content has changed. */
  wantBuild: () => void;
  /** What the last build of the pages is doing or has come to; null before the first. */
  progress: () => ReleaseProgress | null;
}

/** What every use case works on; handed in, so that tests bring their own. */
export interface House {
  db: Database;
  files: SealedFiles;
  keyring: Keyring;
  staff: StaffSecrets;
  /** Checked content of the release being served. */
  snapshot: () => Snapshot;
  /** Where the content lies; what is published is written there. */
  content: ContentDesk;
  now: () => Date;
  /** Today in Asia/Shanghai. */
  today: () => CalendarDate;
  /** Cloudflare Turnstile, where the operator has switched it on. */
  turnstile?: Turnstile;
}

/** Why a use case did not happen; the edges give each its status code. */
export const REFUSALS = {
  invalid: { status: 422, title: "填写的内容有问题" },
  "not-found": { status: 404, title: "没有找到" },
  forbidden: { status: 403, title: "不归您的部门办" },
  unproven: { status: 403, title: "没有通过防滥用验证" },
  "signed-out": { status: 401, title: "请先登录" },
  gone: { status: 410, title: "已满保存期限" },
  conflict: { status: 409, title: "现在不能这样做" },
  "no-room": { status: 507, title: "暂时收不下文件" },
  "too-large": { status: 413, title: "文件太大" },
  "too-slow": { status: 408, title: "等待超时" },
  "wrong-type": { status: 415, title: "不收这种文件" },
  "too-many": { status: 429, title: "提交得太频繁" },
  busy: { status: 503, title: "现在办理的人太多" },
  "key-reused": { status: 422, title: "同一个编号已用于另一份举报" },
} as const;
export type RefusalKind = keyof typeof REFUSALS;

export interface Refusal {
  refusal: RefusalKind;
  problems: Problem[];
}

/** A use case gives its result or the reason why not. */
export type Outcome<T> = { value: T } | Refusal;

export function refuse(refusal: RefusalKind, problems: Problem[]): Refusal {
  return { refusal, problems };
}
