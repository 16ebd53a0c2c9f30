/** What a build is at, or came to; the console shows it to whoever publishes. */
export const RELEASE_STATES = [
  { id: "building", name: "正在生成", tone: "warning" },
  { id: "built", name: "已换上新版本", tone: "done" },
  { id: "unchanged", name: "内容没有变化，版本不变", tone: "done" },
  { id: "pinned", name: "人工选定了版本，没有换", tone: "warning" },
  { id: "failed", name: "没有生成，仍用原来的版本", tone: "danger" },
  { id: "broken-off", name: "生成中断，仍用原来的版本", tone: "danger" },
] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number]["id"];

/** The last build of the pages. Instants in ISO 8601. */
export interface ReleaseProgress {
  state: ReleaseState;
  /** What it does, or did last. */
  step: string;
  startedAt: string;
  /** When that step began. */
  at: string;
  /** Why there is no new release. */
  faults: readonly string[];
}
