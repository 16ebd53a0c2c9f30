import type { Area } from "#domain/area.ts";
import type { Aspect } from "#domain/aspect.ts";
import { type CalendarDate, isActive } from "#domain/calendar-date.ts";
import type { AcceptanceLevel } from "#domain/closure.ts";
import type { Department } from "#domain/department.ts";
import type { ListKind, PublicationDuty, PublishedList } from "#domain/list-kind.ts";
import type { RectificationTerm } from "#domain/rectification.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** A kind of list with everything this place says about it. */
export interface PlaceList {
  published: PublishedList;
  kind: ListKind;
  duty: PublicationDuty | undefined;
}

/** A jurisdiction's folder, put so that a story can ask it what it needs to know. */
export interface Place {
  folder: JurisdictionFolder;
  id: string;
  /** Short name as a firm or a file would print it: 安康, 随州. */
  stem: string;
  areas: readonly Area[];
  industries: readonly string[];
  industryNames: ReadonlyMap<string, string>;
  documentTitles: ReadonlyMap<string, string>;
  lists: readonly PlaceList[];
  /** Issue of the programme; where it prints no date, the first day of its year. */
  since: CalendarDate;
}

/** What `today` and the shared tables make of a jurisdiction. */
export function placeOf(
  folder: JurisdictionFolder,
  snapshot: Snapshot,
  today: CalendarDate,
): Place {
  const documents = [...snapshot.documents, ...folder.ownDocuments];
  const programme = documents.find((document) => document.id === folder.facts.programme);
  const named = folder.facts.keyIndustries.flatMap((group) => group.industries);
  return {
    folder,
    id: folder.id,
    stem: folder.facts.shortName.replace(/(?<=..)[市州]$/, ""),
    areas: folder.areas.filter((area) => isActive(area, today)),
    industries: [...new Set(named)],
    industryNames: new Map(snapshot.industries.map((industry) => [industry.id, industry.name])),
    documentTitles: new Map(documents.map((document) => [document.id, document.title])),
    lists: folder.publishedLists.flatMap((published) => {
      const kind = snapshot.listKinds.find((entry) => entry.id === published.kind);
      const duty = folder.duties.find((entry) => entry.id === published.duty);
      return kind ? [{ published, kind, duty }] : [];
    }),
    since: programme?.issuedOn ?? `${folder.facts.planYear}-01-01`,
  };
}

export function placeList(place: Place, kind: string): PlaceList | undefined {
  return place.lists.find((list) => list.kind.id === kind);
}

/** The department that leads on an aspect, by the place's own matrix; else its coordinator. */
export function leadOf(place: Place, aspect: Aspect): string {
  return leadsOf(place, aspect)[0] ?? place.folder.facts.coordinator;
}

/**
 * Who publishes a row about this aspect. Lists of machines are drawn together by the coordinator where
 * it has the duty; lists of firms come from a lead that has it; else from the first that has it.
 */
export function publisherOf(place: Place, list: PlaceList, aspect: Aspect): string {
  const publishers = list.duty?.publishers ?? [];
  const { coordinator } = place.folder.facts;
  if (list.kind.rowSubject === "equipment" && publishers.includes(coordinator)) return coordinator;
  const lead = leadsOf(place, aspect).find((department) => publishers.includes(department));
  return lead ?? publishers[0] ?? coordinator;
}

/** The government or committee of an area; the coordinator where the place names none. */
export function localBody(place: Place, area: string): string {
  const body = place.folder.departments.find((entry) => isLocalBody(entry, area));
  return body?.id ?? place.folder.facts.coordinator;
}

function isLocalBody(department: Department, area: string): boolean {
  return department.area === area && ["government", "zone-committee"].includes(department.kind);
}

/** Who inspects at a level, or undefined where the place names nobody there. */
export function inspectorOf(place: Place, level: AcceptanceLevel, area: string) {
  if (level === "county") return localBody(place, area);
  if (level === "city") return leadOf(place, "technology");
  return place.folder.departments.find((entry) => entry.level === "province")?.id;
}

/** The terms under which rows of the rectification list may stand: those of a lead that publishes it. */
export function publishableTerms(place: Place): RectificationTerm[] {
  const terms = place.folder.terms.rectification;
  const publishers = placeList(place, "rectification")?.duty?.publishers ?? [];
  const own = terms.filter((term) =>
    leadsOf(place, term.aspect).some((department) => publishers.includes(department)),
  );
  return own.length > 0 ? own : terms;
}

/** The place's term for an aspect. */
export function termOf(place: Place, aspect: Aspect | undefined): RectificationTerm | undefined {
  return place.folder.terms.rectification.find((term) => term.aspect === aspect);
}

function leadsOf(place: Place, aspect: Aspect): string[] {
  return place.folder.responsibilities
    .filter((rule) => rule.aspect === aspect && rule.topics.length === 0)
    .flatMap((rule) => rule.leads);
}
