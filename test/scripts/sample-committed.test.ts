import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CAPACITY_UNITS } from "#domain/capacity.ts";
import { creditCodeFaults } from "#domain/credit-code.ts";
import { EQUIPMENT_STATES } from "#domain/equipment-state.ts";
import { rectificationStanding } from "#domain/list-entry.ts";
import { pledgeStanding } from "#domain/pledge.ts";
import { standingOfEquipment } from "#lib/equipment-lines.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import { canTell, castPlace } from "../../scripts/sample/cast.ts";
import { ENTRY_ROOMS, generateSample } from "../../scripts/sample/generate.ts";
import { placeOf } from "../../scripts/sample/place.ts";
import { STORIES } from "../../scripts/sample/stories.ts";

const TODAY = "2026-11-21";
const COMMAND = "npm run sample -- --enterprises 60 --seed 1 --out content --entries-only --force";
const out = mkdtempSync(join(tmpdir(), "sample-committed-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const { snapshot: read, problems } = readContent("content");
if (!read) throw new Error(`content is not sound: ${problems[0]?.file} ${problems[0]?.message}`);
const snapshot = read;
const versions = snapshot.lists.flatMap((list) => list.versions);

describe("the demonstration entries of the repository", () => {
  test("are what the documented command writes", () => {
    generateSample({
      enterprises: 60,
      seed: 1,
      today: TODAY,
      content: "content",
      out,
      entriesOnly: true,
    });
    for (const room of ENTRY_ROOMS)
      expect(filesIn(join("content", room)), `重新写出：${COMMAND}`).toEqual(
        filesIn(join(out, room)),
      );
  });

  test("are all marked as demonstration, and offer no source file", () => {
    const marks = [...snapshot.announcements, ...snapshot.pledges].map((entry) => entry.sample);
    expect(snapshot.enterprises.every((enterprise) => enterprise.isSample)).toBe(true);
    expect(marks.every((mark) => mark)).toBe(true);
    for (const { batch } of snapshot.lists) {
      expect(batch.sample).toBe(true);
      expect(batch.source).toEqual({ file: expect.stringMatching(/^演示-/), isPublic: false });
    }
    for (const { body } of [...snapshot.announcements, ...snapshot.pledges])
      expect(body).toContain("演示数据");
  });

  test("fill every kind of list that a place publishes", () => {
    const kept = snapshot.jurisdictions.flatMap((place) =>
      place.publishedLists.map((list) => `${place.id}/${list.kind}`),
    );
    const filled = new Set(snapshot.lists.map((list) => `${list.jurisdiction}/${list.kind}`));
    expect(kept.filter((list) => !filled.has(list))).toEqual([]);
  });

  test("name as publisher a body that has the duty, or the coordinator where nobody is named", () => {
    for (const list of snapshot.lists) {
      const place = snapshot.jurisdictions.find((entry) => entry.id === list.jurisdiction);
      const published = place?.publishedLists.find((entry) => entry.kind === list.kind);
      const named = place?.duties.find((duty) => duty.id === published?.duty)?.publishers ?? [];
      const allowed = named.length > 0 ? named : [place?.facts.coordinator];
      expect(allowed, `${list.jurisdiction}/${list.id}`).toContain(list.batch.publisher);
    }
  });

  test("tell every story that any place can tell", () => {
    const places = snapshot.jurisdictions.map((folder) => placeOf(folder, snapshot, TODAY));
    const told = places.flatMap((place) => [...castPlace(places, place, 12, 1)]);
    const names = new Set(told.map((role) => role.story.id));
    const able = STORIES.filter((story) => places.some((place) => canTell(place, story)));
    expect(able.filter((story) => !names.has(story.id)).map((story) => story.id)).toEqual([]);
    expect(able).toHaveLength(STORIES.length);
  });
});

describe("among the demonstration life lines there is", () => {
  test("a machine in every state", () => {
    const index = indexOf(snapshot);
    const states = snapshot.equipment.map(({ id }) => standingOfEquipment(index, id).state);
    for (const { id } of EQUIPMENT_STATES) expect(states).toContain(id);
  });

  test("a rectification that runs, is extended, was met, is overdue, and one without a number", () => {
    const standings = versions
      .filter((row) => row.startedOn !== undefined)
      .map((row) => rectificationStanding(row, TODAY));
    for (const standing of ["running", "extended", "met", "overdue", "no-term"])
      expect(standings).toContain(standing);
  });

  test("a pledge kept, one fulfilled, one past its day and one broken", () => {
    const states = snapshot.pledges.map((pledge) => pledgeStanding(pledge, TODAY).state);
    for (const state of ["kept", "fulfilled", "overdue", "breached"])
      expect(states).toContain(state);
  });

  test("a pledge for which no provincial notice was found", () => {
    const without = snapshot.pledges.filter((pledge) => pledge.provincialNotice === undefined);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(snapshot.pledges.length);
  });

  test("pledges only where the programme asks for them", () => {
    for (const { jurisdiction } of snapshot.pledges) {
      const place = snapshot.jurisdictions.find((entry) => entry.id === jurisdiction);
      expect(place?.terms.closure?.isPledgeRequired).toBe(true);
    }
  });

  test("a correction, a withdrawal and a delisting, each with its reason and document", () => {
    for (const change of ["corrected", "withdrawn", "delisted", "updated"]) {
      const row = versions.find((version) => version.change === change);
      expect(row?.changeReason).toBeTruthy();
      expect(row?.changeDocument).toBeTruthy();
    }
    const kinds = snapshot.announcements.map((announcement) => announcement.kind);
    expect(kinds).toEqual(expect.arrayContaining(["correction", "withdrawal", "public-notice"]));
  });

  test("a firm with a former name, printed under it", () => {
    const firm = snapshot.enterprises.find((enterprise) => enterprise.formerNames.length > 0);
    const rows = versions.filter((row) => row.enterprise === firm?.id);
    expect(rows.map((row) => row.rawEnterprise)).toContain(firm?.formerNames[0]);
  });

  test("a firm with a merged id, one with a code that fails and one without a code", () => {
    const firms = snapshot.enterprises;
    expect(firms.some((firm) => firm.formerIds.length > 0)).toBe(true);
    expect(firms.some((firm) => firm.creditCode === undefined)).toBe(true);
    const codes = firms.flatMap((firm) => firm.creditCode ?? []);
    const failing = codes.filter((code) => creditCodeFaults(code).length > 0);
    expect(failing).toHaveLength(1);
  });

  test("a pair of machines that parted ways", () => {
    const child = snapshot.equipment.find((machine) => machine.parent !== undefined);
    const parent = snapshot.equipment.find((machine) => machine.id === child?.parent);
    const halves = snapshot.equipment.filter((machine) => machine.parent === parent?.id);
    expect(parent?.quantity).toBe(2);
    expect(halves.map((half) => half.capacityValue)).toEqual([
      (parent?.capacityValue ?? 0) / 2,
      (parent?.capacityValue ?? 0) / 2,
    ]);
  });

  test("an inspection that failed before one that passed", () => {
    const failed = snapshot.acceptances.find((opinion) => !opinion.isPassed);
    const later = snapshot.acceptances.filter(
      (opinion) => opinion.enterprise === failed?.enterprise && opinion.isPassed,
    );
    expect(later.every((opinion) => opinion.on > (failed?.on ?? ""))).toBe(true);
    expect(later.length).toBeGreaterThan(0);
  });

  test("an inspection at every level its place requires, before the firm stands on the exit list", () => {
    for (const list of snapshot.lists.filter((entry) => entry.kind === "exit")) {
      const place = snapshot.jurisdictions.find((entry) => entry.id === list.jurisdiction);
      for (const row of list.versions.filter((version) => !isReserve(version.equipment)))
        for (const level of place?.terms.acceptance?.requiredLevels ?? [])
          expect(
            snapshot.acceptances.some(
              (opinion) =>
                opinion.enterprise === row.enterprise &&
                opinion.level === level &&
                opinion.isPassed &&
                opinion.on <= list.batch.publishedOn,
            ),
            `${row.entry} ${level}`,
          ).toBe(true);
    }
  });

  test("a plan that was published before its machines stopped, and an exit after they did", () => {
    const plans = stopsBeside("plan");
    const exits = stopsBeside("exit");
    expect(plans.length).toBeGreaterThan(5);
    expect(exits.length).toBeGreaterThan(5);
    for (const { publishedOn, stoppedOn } of plans) expect(publishedOn < stoppedOn).toBe(true);
    for (const { publishedOn, stoppedOn } of exits) expect(publishedOn > stoppedOn).toBe(true);
  });

  test("what people type first: 汉滨 水泥, Φ2.2×7m 球磨机, 地条钢", () => {
    const isIn = (area: string, word: string) =>
      snapshot.enterprises.some((firm) => firm.area === area && firm.name.includes(word));
    expect(isIn("610902", "水泥")).toBe(true);
    const labels = snapshot.equipment.map((machine) => `${machine.model} ${machine.name}`);
    expect(labels).toContain("Φ2.2×7m 球磨机");
    expect(versions.some((row) => row.remark?.includes("地条钢"))).toBe(true);
  });

  test("capacity in at least ten units", () => {
    const used = new Set(snapshot.equipment.map((machine) => machine.capacityUnit));
    expect(CAPACITY_UNITS.filter((unit) => used.has(unit)).length).toBeGreaterThanOrEqual(10);
  });
});

function isReserve(machines: readonly string[]): boolean {
  return snapshot.equipmentEvents.some(
    (event) => event.event === "reserve" && machines.includes(event.equipment),
  );
}

/** The day a list of a kind came out beside the day a machine on it stopped. */
function stopsBeside(kind: string) {
  const stops = snapshot.equipmentEvents.filter((event) => event.event === "stopped");
  return snapshot.lists
    .filter((list) => list.kind === kind)
    .flatMap(({ batch, versions }) => {
      const machines = new Set(versions.flatMap((row) => row.equipment));
      const own = stops.filter((event) => machines.has(event.equipment));
      return own.map(({ on }) => ({ publishedOn: batch.publishedOn, stoppedOn: on }));
    });
}

/** Every file of a folder with its text. */
function filesIn(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(root.length), readFileSync(file, "utf8")]),
  );
}
