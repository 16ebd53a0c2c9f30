import type { Citation } from "#domain/citation.ts";
import type { ContentFolder } from "../folder.ts";
import type { JurisdictionFolder, Snapshot } from "../snapshot.ts";

/** Everything named by an id must exist: departments, documents, topics, industries, lists. */
export function checkReferences(snapshot: Snapshot, folder: ContentFolder): void {
  const shared = sharedTargets(snapshot);
  for (const place of snapshot.jurisdictions) {
    const targets = { ...shared, ...placeTargets(place) };
    for (const [at, field, id, target] of referencesOf(place)) {
      const { ids, what, where } = targets[target];
      if (id !== undefined && !ids.has(id))
        folder.report(at, field, `${what} ${id} 不存在`, `检查拼写，或先在 ${where} 里写上它`);
    }
    for (const rule of place.responsibilities)
      if (rule.leads.length === 0 && !rule.isManual)
        folder.report(rule, "leads", "没有牵头部门", "写明部门；要由人决定的写 isManual: true");
  }
  for (const category of snapshot.tipCategories)
    if (category.topic !== undefined && !shared.topic.ids.has(category.topic))
      folder.report(
        category,
        "topic",
        `事项 ${category.topic} 不存在`,
        `检查拼写，或先在 ${shared.topic.where} 里写上它`,
      );
}

interface Target {
  ids: ReadonlySet<string>;
  what: string;
  where: string;
}

function sharedTargets(snapshot: Snapshot) {
  const documents = [
    ...snapshot.documents,
    ...snapshot.jurisdictions.flatMap((j) => j.ownDocuments),
  ];
  return {
    document: target(documents, "文件", "documents.yaml"),
    topic: target(snapshot.topics, "事项", "content/topics.yaml"),
    industry: target(snapshot.industries, "行业", "content/industries.yaml"),
    listKind: target(snapshot.listKinds, "名单种类", "content/list-kinds.yaml"),
    category: target(snapshot.tipCategories, "举报类别", "content/tip-categories"),
  };
}

function placeTargets(place: JurisdictionFolder) {
  const at = `content/jurisdictions/${place.id}`;
  return {
    department: target(place.departments, "部门", `${at}/departments.yaml`),
    area: target(place.areas, "地区", `${at}/areas.yaml`),
    duty: target(place.duties, "公开职责", `${at}/lists.yaml 的 duties`),
  };
}

function target(entries: readonly { id: string }[], what: string, where: string): Target {
  return { ids: new Set(entries.map((entry) => entry.id)), what, where };
}

type TargetName = keyof ReturnType<typeof sharedTargets> | keyof ReturnType<typeof placeTargets>;
/** The object that names, the field, the id named, and what it must be. */
type Reference = [at: object, field: string, id: string | undefined, target: TargetName];

function referencesOf(place: JurisdictionFolder): Reference[] {
  return [
    ...factReferences(place),
    ...place.departments.flatMap((entry): Reference[] => [
      [entry, "superior", entry.superior, "department"],
      [entry, "successor", entry.successor, "department"],
      [entry, "area", entry.area, "area"],
    ]),
    ...place.responsibilities.flatMap((rule) => [
      ...each(rule, "leads", rule.leads, "department"),
      ...each(rule, "supporting", rule.supporting, "department"),
      ...each(rule, "topics", rule.topics, "topic"),
      ...each(rule, "industries", rule.industries, "industry"),
      ...each(rule, "areas", rule.areas, "area"),
    ]),
    ...place.responsibilities.flatMap((rule) =>
      rule.catalogueClauses.map(
        (clause): Reference => [clause, "catalogue", clause.catalogue, "document"],
      ),
    ),
    ...place.duties.flatMap((duty) => each(duty, "publishers", duty.publishers, "department")),
    ...place.publishedLists.flatMap((list): Reference[] => [
      [list, "kind", list.kind, "listKind"],
      [list, "duty", list.duty, "duty"],
    ]),
    ...place.channels.flatMap((channel) => [
      ...each(channel, "industries", channel.industries, "industry"),
      ...each(channel, "categories", channel.categories, "category"),
    ]),
    ...place.citedDocuments.map(
      (cited): Reference => [cited, "document", cited.document, "document"],
    ),
    ...place.terms.rectification.map((term): Reference => [term, "law", term.law, "document"]),
    ...citationsIn(place).map((cite): Reference => [cite, "document", cite.document, "document"]),
  ];
}

function factReferences({ facts }: JurisdictionFolder): Reference[] {
  return [
    [facts, "coordinator", facts.coordinator, "department"],
    [facts, "supervisor", facts.supervisor, "department"],
    [facts.intake, "screening", facts.intake.screening, "department"],
    [facts, "programme", facts.programme, "document"],
    ...facts.keyIndustries.flatMap((group) =>
      each(group, "industries", group.industries, "industry"),
    ),
  ];
}

function each(at: object, field: string, ids: readonly string[], name: TargetName): Reference[] {
  return ids.map((id, index) => [at, `${field}.${index}`, id, name]);
}

/** Every citation anywhere below, found by its name `cites`. */
function citationsIn(value: unknown): Citation[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "cites" && Array.isArray(inner) ? (inner as Citation[]) : citationsIn(inner),
  );
}
