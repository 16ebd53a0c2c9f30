import { describe, expect, test } from "vitest";
import { facetGroups } from "#lib/search-facets.ts";
import { searchRecords } from "#lib/search-records.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { buildSearch } from "#search/build.ts";
import { openSearch } from "#search/engine.ts";
import { memoryLoader } from "#search/folder.ts";

const TODAY = "2026-11-21";

function read(root: string): Snapshot {
  const { snapshot } = readContent(root);
  if (!snapshot) throw new Error(`${root} is not sound`);
  return snapshot;
}
const snapshot = read("content");
const recordsOf = (content: Snapshot, today = TODAY) => [...searchRecords(indexOf(content), today)];
const records = recordsOf(snapshot);
const recordOf = (id: string) => records.find((record) => record.id === id);

describe("what can be searched for", () => {
  test("every enterprise, announcement, pledge, list and place, once, at the address of its page", () => {
    const { enterprises, announcements, pledges, jurisdictions } = snapshot;
    expect(records.map(({ url }) => url).sort()).toEqual(
      [
        ...enterprises.map(({ id }) => `/enterprises/${id}/`),
        ...announcements.map(({ id }) => `/announcements/${id}/`),
        ...pledges.map(({ id }) => `/pledges/${id}/`),
        ...jurisdictions.map(({ id }) => `/jurisdictions/${id}/`),
        ...jurisdictions.flatMap(({ id, publishedLists }) =>
          publishedLists.map(({ kind }) => `/lists/${id}/${kind}/`),
        ),
      ].sort(),
    );
  });

  test("an enterprise by today's name and every former one", () => {
    for (const firm of snapshot.enterprises)
      expect(recordOf(firm.id)?.fields.name).toEqual([firm.name, ...firm.formerNames]);
  });

  test("a place is said from the province down, a municipality once", () => {
    const places = records.flatMap(({ fields }) => fields.place);
    expect(places).toContain("陕西省安康市汉滨区");
    expect(places.filter((place) => place.includes("重庆市重庆市"))).toEqual([]);
    expect(places.some((place) => place.startsWith("重庆市"))).toBe(true);
  });

  test("an announcement by its number and the firms it names", () => {
    const announcement = snapshot.announcements.find((entry) => entry.enterprises.length > 0);
    const firm = snapshot.enterprises.find(({ id }) => id === announcement?.enterprises[0]);
    const record = recordOf(announcement?.id ?? "");
    expect(record?.fields.about).toContain(firm?.name);
    expect(record?.facets.industry).toContain(firm?.industry);
  });

  test("demonstration entries say that they are, and only places are none", () => {
    expect(records.filter(({ isSample }) => !isSample).map(({ kind }) => kind)).toEqual(
      snapshot.jurisdictions.map(() => "place"),
    );
  });

  test.each([
    ["安工信字〔2024〕50号", "place/ankang"],
    ["恒口", "place/ankang"],
    ["两江新区", "place/chongqing"],
    ["旬阳", "place/ankang"],
    ["安康 退出名单", "list/ankang/exit"],
    ["重庆 红牌", "list/chongqing/closed"],
  ])("%s leads to %s", async (q, id) => {
    const search = await openSearch(memoryLoader(buildSearch(records)));
    const { hits } = await search.search({ q });
    expect(hits.map(({ record }) => record.id)).toContain(id);
  });
});

describe("a row that may no longer name anybody", () => {
  const withdrawn = snapshot.lists.flatMap((file) =>
    file.versions
      .filter(({ change }) => change === "withdrawn")
      .map((version) => ({ file, version })),
  );

  test("does not make its firm findable by that list", () => {
    expect(withdrawn.length).toBeGreaterThan(0);
    for (const { file, version } of withdrawn) {
      const others = snapshot.lists.filter(
        (list) =>
          list !== file &&
          list.kind === file.kind &&
          list.versions.some(({ enterprise }) => enterprise === version.enterprise),
      );
      if (others.length > 0) continue;
      expect(recordOf(version.enterprise ?? "")?.facets.listKind).not.toContain(file.kind);
    }
  });

  test("is gone the day after the list's last day of display", () => {
    const [file] = snapshot.lists.filter(({ kind }) => kind === "exit");
    if (!file) throw new Error("no exit list");
    const limited = {
      ...snapshot,
      lists: [{ ...file, batch: { ...file.batch, displayUntil: "2026-11-20" } }],
    };
    const firmsOn = (today: string) =>
      recordsOf(limited, today).filter(
        ({ kind, facets }) => kind === "enterprise" && facets.listKind.includes("exit"),
      ).length;
    expect(firmsOn("2026-11-20")).toBeGreaterThan(0);
    expect(firmsOn("2026-11-21")).toBe(0);
  });
});

test("every value that a record can be narrowed by has a name people read", async () => {
  const search = await openSearch(memoryLoader(buildSearch(records)));
  const groups = facetGroups(indexOf(snapshot), await search.countFacets({}));
  const choices = groups.flatMap((group) => group.choices);
  expect(choices.filter(({ name }) => !/\p{Script=Han}/u.test(name))).toEqual([]);
  for (const { facet, choices } of groups)
    for (const { value, total } of choices)
      expect(records.filter(({ facets }) => facets[facet].includes(value)).length).toBe(total);
});
