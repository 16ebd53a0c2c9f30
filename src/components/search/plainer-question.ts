/** What people say around a name and no list prints. Longer phrases stand before their parts. */
const SAID_AROUND_NAMES = [
  "有限责任公司",
  "股份有限公司",
  "有限公司",
  "公司",
  "集团",
  "工厂",
  "厂子",
  "厂",
  "有没有",
  "是不是",
  "是否",
  "没有",
  "附近",
  "旁边",
  "隔壁",
  "责令",
  "关闭",
  "关停",
  "停产",
  "被",
  "了",
  "吗",
  "的",
] as const;

/** What a list is called for short. */
const CARDS = ["黄牌", "红牌", "退出名单"] as const;

/** People say 安康, not 安康市. */
const RANK = /(?:市|地区|\p{Script=Han}族自治州)$/u;

const SAID = new RegExp(SAID_AROUND_NAMES.join("|"), "g");

/**
 * A shorter way to ask, for a question that found nothing: without what people say around a name,
 * and with industries and places standing alone, as in 安康水泥厂 → 安康 水泥. Nothing when that
 * leaves no words or the same ones. `words` are normalised; a guess, so it is offered and never put
 * instead.
 */
export function plainerQuestion(
  words: readonly string[],
  industries: readonly string[],
  places: readonly string[],
): string | undefined {
  const asked = words.join(" ");
  const bare = asked.replace(SAID, " ");
  const names = [industries, places.flatMap((name) => [name, name.replace(RANK, "")]), CARDS];
  const apart = names.reduce(standingAlone, bare);
  const plainer = [...new Set(apart.split(/\s+/).filter(Boolean))].join(" ");
  return plainer === "" || plainer === asked ? undefined : plainer;
}

/** The text with the longest of the names in it parted from the rest: 电解铝 is not cut at 铝. */
function standingAlone(text: string, names: readonly string[]): string {
  const [longest] = names
    .filter((name) => text.includes(name))
    .toSorted((one, other) => other.length - one.length);
  return longest === undefined ? text : text.replaceAll(longest, ` ${longest} `);
}
