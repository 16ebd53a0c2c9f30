import type { RecordPublisher } from "#domain/routing-rules.ts";
import type { PublishedRecord } from "#registry/published-record.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";

/** The desk that published a record, as routing needs it; undefined where nobody is named. */
export function publisherOf(
  { departments, facts, publishedLists, duties }: JurisdictionFolder,
  { title, publisher, listKind }: PublishedRecord,
): RecordPublisher | undefined {
  if (publisher === null || !departments.some(({ id }) => id === publisher)) return undefined;
  const duty = publishedLists.find(({ kind }) => kind === listKind)?.duty;
  return {
    department: publisher,
    reason: `${title}由该部门公布，由它核对和答复；文件没有规定更正和异议交给谁。`,
    cites: duties.find(({ id }) => id === duty)?.cites ?? facts.filingsTo.cites,
  };
}
