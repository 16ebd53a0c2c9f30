import type { CalendarDate } from "#domain/calendar-date.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import type { SearchRecord } from "#search/record.ts";
import { type ListOverview, listOverviews } from "./list-view.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

/** Places and the lists each of them publishes: where to go when no firm or notice answers. */
export function* placeRecords(index: SnapshotIndex, today: CalendarDate): Generator<SearchRecord> {
  for (const place of index.snapshot.jurisdictions) {
    yield placeRecord(place);
    for (const list of listOverviews(index, place, today)) yield listRecord(index, place, list);
  }
}

/** Found by its counties too, and by the numbers of its own documents. */
function placeRecord(place: JurisdictionFolder): SearchRecord {
  const { facts, areas, ownDocuments } = place;
  const programme = ownDocuments.find(({ id }) => id === facts.programme);
  return {
    id: `place/${place.id}`,
    url: `/jurisdictions/${place.id}/`,
    kind: "place",
    date: "",
    isSample: false,
    fields: {
      name: [facts.name],
      code: ownDocuments.flatMap(({ number }) => number ?? []),
      place: [wholeName(place)],
      about: [
        "谁来管、怎样举报、公布什么、期限多长",
        ...(programme ? [`《${programme.title}》`] : []),
        ...areas.map(({ name }) => name),
      ],
      equipment: [],
      capacity: [],
    },
    facets: { jurisdiction: [place.id], listKind: [], industry: [], year: [], state: [] },
  };
}

function listRecord(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  list: ListOverview,
): SearchRecord {
  const general = index.listKinds.get(list.kind)?.name ?? list.name;
  return {
    id: `list/${place.id}/${list.kind}`,
    url: list.path,
    kind: "list",
    date: list.latestOn ?? "",
    isSample: list.isSample,
    fields: {
      name: [list.name],
      code: [],
      place: [wholeName(place)],
      about: [
        ...new Set([list.label ?? general, general]),
        ...list.years.map((year) => `${year}年${general}`),
      ],
      equipment: [],
      capacity: [],
    },
    facets: {
      jurisdiction: [place.id],
      listKind: [list.kind],
      industry: [],
      year: list.years.map(String),
      state: [],
    },
  };
}

function wholeName({ facts }: JurisdictionFolder): string {
  return [...new Set([facts.province.name, facts.name])].join("");
}
