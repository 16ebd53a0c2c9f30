import { changeContent, guarded } from "#publishing/change-content.ts";
import type { FileChange } from "#registry/journal.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { ContentDesk } from "./house.ts";

/**
 * Works out a change from the content as it lies there and writes it whole, or says why not; then
 * asks for new pages. A change that would spoil the content is not written.
 */
export async function writeContent(
  desk: ContentDesk,
  plan: (root: string, snapshot: Snapshot) => FileChange[],
): Promise<string[]> {
  return await desk.alone(() => {
    const { snapshot, problems } = readContent(desk.root);
    if (snapshot === undefined) return problems.map(formatProblem);
    const changes = plan(desk.root, snapshot);
    const faults = readContent(desk.root, changes).problems.filter(
      ({ severity }) => severity === "error",
    );
    if (faults.length > 0) return faults.map(formatProblem);
    const overtaken =
      changes.length === 0 ? [] : changeContent(desk.root, guarded(desk.root, changes));
    if (overtaken.length === 0) desk.wantBuild();
    return overtaken.map((file) => `${file} 刚刚被别人改过`);
  });
}
