import type { Area } from "#domain/area.ts";
import { at, hash } from "./random.ts";

/** Rare but readable characters, so that a pair of them names no firm we know of. */
const FIRST = [
  ..."砚槿蘅岫霁筠樾澍珩昉彧翊祺曜煦皓琮璟珂玥霖霏岚峤嵘峻巍崧泓沅沐沣洺涵淳湛溪漪澄瀚",
  ..."烨焕熠燊晗晔晖旻昕昱桐梓栩榛槐楠檀柏",
];
const SECOND = [
  ..."禾穗粟黍稷稔秋穰耘耕畴畦圃苑芃芷芸苒茗荃荻莘菀萱蔚蕴薇藜岩砾磐础碧砥砺磊",
  ..."衡权钧铭铎锐锦镜钰铄铸链程轩辕辉轶辰尧垚",
];
/** Third characters for when the pairs are used up: together they keep 100,000 firms apart. */
const THIRD = [..."安平和顺兴隆达通诚信义仁德福康宁华荣昌盛益祥瑞丰润泽源远嘉旺"];

/**
 * The two or three characters that name the `index`-th firm of a place. No two indexes of one place
 * share them: the pair runs through all 3,248 combinations before a third character is added.
 */
export function firmCharacters(place: string, index: number): string {
  const pairs = FIRST.length * SECOND.length;
  const turn = Math.floor(index / pairs);
  const pair = (index * 2741 + hash(place)) % pairs;
  const third = turn === 0 ? "" : at(THIRD, turn - 1);
  return at(FIRST, pair) + at(SECOND, Math.floor(pair / FIRST.length)) + third;
}

/** The place name a firm would put before its own: 汉滨 of 汉滨区, 维西 of 维西傈僳族自治县. */
export function placeStem(area: Area, place: string): string {
  if (area.kind === "zone") return place;
  if (area.name.endsWith("自治县")) return area.name.slice(0, 2);
  const stem = area.name.replace(/(?:新区|[区县市])$/, "");
  return stem.length > 1 ? stem : area.name;
}
