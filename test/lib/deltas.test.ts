import { describe, expect, test } from "vitest";
import { delta } from "#domain/delta.ts";
import { deltasOf } from "#lib/deltas.ts";
import { listSheet } from "#lib/list-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";

const TODAY = "2026-11-21";
const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("the content is not sound");
const index = indexOf(snapshot);
const deltas = deltasOf(index, TODAY);

describe("what each publication changed", () => {
  test("put together from the first to the last gives every list as it stands", () => {
    const lists = new Map<string, Set<string>>();
    for (const { jurisdiction, kind, added, withdrawn } of deltas.toReversed()) {
      const key = `${jurisdiction}/${kind}`;
      const rows = lists.get(key) ?? new Set<string>();
      for (const { entry } of added) rows.add(entry);
      for (const { entry } of withdrawn) rows.delete(entry);
      lists.set(key, rows);
    }
    expect(lists.size).toBeGreaterThan(20);
    for (const [key, rows] of lists) {
      const [jurisdiction = "", kind = ""] = key.split("/");
      const sheet = listSheet(index, { jurisdiction, kind, year: null }, TODAY);
      expect([...rows].sort(), key).toEqual(sheet?.rows.map(({ entry }) => entry).sort());
    }
  });

  test("keeps to its schema, and says in a sentence what it holds", () => {
    for (const each of deltas) {
      expect(delta.safeParse(each).error?.issues ?? []).toEqual([]);
      if (each.added.length > 0) expect(each.sentence).toContain(`列入${each.added.length}条`);
    }
  });

  test("every version of every row is in exactly one of them", () => {
    const told = deltas.flatMap(({ added, changed, withdrawn }) =>
      [...added, ...changed, ...withdrawn].map(({ entry, version }) => `${entry}/${version}`),
    );
    const published = snapshot.lists.flatMap(({ versions }) =>
      versions.map(({ entry, version }) => `${entry}/${version}`),
    );
    expect(told.filter((key) => !key.endsWith("/null")).sort()).toEqual(published.sort());
  });

  test("a row withdrawn since is named in none, not even in the one that listed it", () => {
    const gone = new Set(
      deltas.flatMap(({ withdrawn }) =>
        withdrawn.filter(({ change }) => change !== "delisted").map(({ entry }) => entry),
      ),
    );
    expect(gone.size).toBeGreaterThan(0);
    for (const { added, changed, withdrawn, sentence } of deltas)
      for (const row of [...added, ...changed, ...withdrawn].filter((r) => gone.has(r.entry))) {
        expect(row).toMatchObject({ name: null, enterprise: null });
        const versions = index.entriesByEnterprise;
        for (const firm of versions.keys()) {
          const names = index.enterprises.get(firm)?.name ?? "";
          const isOnlyOne = added.length + changed.length + withdrawn.length === 1;
          if (isOnlyOne) expect(sentence).not.toContain(names);
        }
      }
  });

  test("a row past its term of display is withdrawn on that day without a version", () => {
    const [file, ...others] = snapshot.lists.filter(
      ({ jurisdiction }) => jurisdiction === "ankang",
    );
    if (file === undefined) throw new Error("no list");
    const over = { ...file, batch: { ...file.batch, displayUntil: "2026-11-01" } };
    const later = deltasOf(indexOf({ ...snapshot, lists: [over, ...others] }), TODAY);
    const expiry = later.find(({ on, kind }) => on === "2026-11-01" && kind === file.kind);
    expect(expiry?.withdrawn).toContainEqual(
      expect.objectContaining({ version: null, change: "expired", name: null }),
    );
  });
});
