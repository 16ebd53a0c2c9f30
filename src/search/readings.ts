import { customPinyin, pinyin } from "pinyin-pro";
import type { Readings } from "./initials.ts";

/**
 * Place names that the dictionary reads wrongly, alone (曾都 as ceng) or behind another
 * (市长 inside 重庆市长寿区); found by reading the counties of all five jurisdictions.
 */
const PLACE_READINGS = { 曾都: "zēng dū", 长寿: "cháng shòu", 重庆市: "chóng qìng shì" } as const;

customPinyin(PLACE_READINGS);

/** First letters of every Chinese sign in the texts, each read where it stands. */
export function readingsIn(texts: Iterable<string>): Readings {
  const readings = new Map<string, string>();
  for (const text of texts) {
    for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
      const signs = [...run];
      const letters = pinyin(run, { pattern: "first", toneType: "none", type: "array" });
      signs.forEach((sign, i) => {
        const letter = letters[i] ?? "";
        const known = readings.get(sign) ?? "";
        if (/^[a-z]$/.test(letter) && !known.includes(letter)) readings.set(sign, known + letter);
      });
    }
  }
  return readings;
}

/** `{ "a": "安…" }`, signs in code order: same records, same bytes. */
export function encodeReadings(readings: Readings): Uint8Array {
  const signs: Record<string, string> = {};
  const entries = [...readings].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const letter of "abcdefghijklmnopqrstuvwxyz") {
    const those = entries.filter(([, letters]) => letters.includes(letter));
    if (those.length > 0) signs[letter] = those.map(([sign]) => sign).join("");
  }
  return new TextEncoder().encode(JSON.stringify(signs));
}
