import { futureFaults, personFaults } from "./cell-guards.ts";
import { newFirmFaults, readingFaults, uncountedFaults } from "./draft-guards.ts";
import {
  areMachinesAccepted,
  areStandingMachinesSealed,
  isClosingApproved,
  isPlanNoExit,
} from "./exit-guards.ts";
import { noticeRefusals } from "./notice-guards.ts";
import type { Publication } from "./publication.ts";

/**
 * What must hold before rows become public (domain facts §2.1-2.3, §4b). Each guard gives a
 * sentence for everything that does not hold, with the place in the document it rests on.
 */
const GUARDS: readonly ((publication: Publication) => string[])[] = [
  isPublished,
  readingFaults,
  isFileNew,
  newFirmFaults,
  uncountedFaults,
  isPlanNoExit,
  areReasonsGiven,
  isSourceFree,
  personFaults,
  futureFaults,
  areMachinesAccepted,
  areStandingMachinesSealed,
  isClosingApproved,
  noticeRefusals,
];

/** Every sentence about what still stands in the way; empty when nothing does. */
export function guardSentences(publication: Publication): string[] {
  return GUARDS.flatMap((guard) => guard(publication));
}

function isPublished({ draft, place, kind }: Publication): string[] {
  if (draft.isPublishable) return [];
  return [`${place.facts.name}的文件没有规定公布“${kind}”这种名单，只能留存，不能公布。`];
}

/** The same file twice would list every row twice. */
function isFileNew({ snapshot, place, kind, draft }: Publication): string[] {
  if (!draft.rows.some((row) => row.action === "add")) return [];
  const { file, sha256 } = draft.source;
  return snapshot.lists
    .filter((list) => list.jurisdiction === place.id && list.kind === kind)
    .filter((list) => list.batch.source.sha256 === sha256)
    .map((list) => `“${file}”已经公布过（${list.id}），没有公布第二次。`);
}

function areReasonsGiven({ draft, facts }: Publication): string[] {
  const changed = draft.rows.filter((row) => row.action === "change").length;
  const silent = draft.vanished.filter(({ entry }) => facts.leaving[entry] === undefined);
  return [
    ...(changed > 0 && facts.revision === undefined
      ? [`有 ${changed} 行与已公布的不同，要说明是更正还是更新进展，并写明理由。`]
      : []),
    ...silent.map(
      ({ entry, name, batch }) =>
        `“${name}”（${entry}，${batch}）已经公布，新表里没有了：要选定移出、撤销或者公示期满，并写明理由。`,
    ),
  ];
}

function isSourceFree({ draft, facts }: Publication): string[] {
  if (!facts.isSourcePublic || !draft.source.isRestricted) return [];
  return ["原表里有不得公开的栏目（电话、职工、资产等），原表不能对外提供。"];
}
