import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { compact } from "./plain-text.ts";

const FORMS = /(股份有限公司|有限责任公司|集团有限公司|有限公司|总公司|公司)$/;
const PLACE_ENDING = /(自治县|自治州|省|市|区|县|州)$/;
/** Shorter cores differ by one sign too easily. */
const SHORTEST_WITH_SLIP = 5;

/**
 * Gives what tells one firm of a place from another, without the names of the place and the form
 * of the company: 安康市汉滨区鑫源砖厂, 汉滨鑫源砖厂有限公司 → 鑫源砖厂.
 */
export function coreNamer({ facts, areas }: JurisdictionFolder): (name: string) => string {
  const prefixes = [facts.name, ...areas.map((area) => area.name)]
    .flatMap((name) => [name, name.replace(PLACE_ENDING, "")])
    .filter((prefix) => prefix.length > 1)
    .sort((a, b) => b.length - a.length);
  return (name) => {
    let core = compact(name).replace(/[()]/g, "").replace(FORMS, "");
    let prefix: string | undefined;
    do {
      prefix = prefixes.find((part) => core.startsWith(part) && core.length > part.length + 1);
      core = core.slice(prefix?.length ?? 0);
    } while (prefix !== undefined);
    return core;
  };
}

/** A core, and what is left of it without one of its signs. */
export function withSlips(core: string): string[] {
  if (core.length < SHORTEST_WITH_SLIP) return [core];
  return [...new Set([core, ...[...core].map((_, i) => core.slice(0, i) + core.slice(i + 1))])];
}
