import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appendItem, changeItem } from "#publishing/yaml-items.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/**
 * Copies `content/` to `out` and lets county governments lead in their own area until so many more
 * desks receive tips; gives what was read. Where one desk screens everything, none is added. Throws
 * when the places have no more counties, or the copy is not sound.
 */
export function writeDesks(out: string, more: number): Snapshot {
  cpSync("content", out, { recursive: true });
  const places = readSound(out).jurisdictions.filter(
    ({ facts }) => facts.intake.screening === undefined,
  );
  const counties = places.flatMap((place) =>
    countiesOf(place).map((county, nth) => ({ place, county, nth })),
  );
  // One of each place in turn.
  const chosen = counties.toSorted((a, b) => a.nth - b.nth).slice(0, more);
  if (chosen.length < more) throw new Error(`there are only ${chosen.length} more desks`);
  for (const [place, those] of Map.groupBy(chosen, (entry) => entry.place)) {
    const file = join(out, "jurisdictions", place.id, "responsibilities.yaml");
    const text = divided(
      readFileSync(file, "utf8"),
      place,
      those.map(({ county }) => county),
    );
    writeFileSync(file, text);
  }
  return readSound(out);
}

interface County {
  department: string;
  area: string;
}

/** The first body of each area but one, which stays with the departments of the city. */
function countiesOf({ departments, areas }: JurisdictionFolder): County[] {
  return areas.slice(1).flatMap(({ id: area }) => {
    const department = departments.find((entry) => entry.area === area)?.id;
    return department === undefined ? [] : [{ department, area }];
  });
}

/** Every rule for the whole place holds in the other areas only; in theirs the counties lead. */
function divided(text: string, place: JurisdictionFolder, counties: readonly County[]): string {
  const own = counties.map(({ area }) => area);
  const others = place.areas.map(({ id }) => id).filter((id) => !own.includes(id));
  const rules = place.responsibilities.filter(
    ({ areas, isForTips }) => areas.length === 0 && isForTips,
  );
  return rules.reduce((before, { id }) => {
    let rule: Record<string, unknown> = {};
    const narrowed = changeItem(before, [], id, (item) => {
      rule = item;
      return { ...item, areas: others };
    });
    return counties.reduce((written, { department, area }) => {
      const { isManual: _, ...kept } = rule;
      const led = { id: `${id}-${area}`, areas: [area], leads: [department], supporting: [] };
      return appendItem(written, [], { ...kept, ...led });
    }, narrowed);
  }, text);
}

function readSound(root: string): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot === undefined) throw new Error(problems.map(formatProblem).join("\n"));
  return snapshot;
}
