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

const SAID = new RegExp(SAID_AROUND_NAMES.join("|"), "g");

/**
 * A shorter way to ask, for a question that found nothing: without what people say around a name,
 * and with industries standing alone, as in 汉滨水泥厂 → 汉滨 水泥. Nothing when that leaves no
 * words or the same ones. `words` are normalised; a guess, so it is offered and never put instead.
 */
export function plainerQuestion(
  words: readonly string[],
  industries: readonly string[],
): string | undefined {
  const asked = words.join(" ");
  const bare = asked.replace(SAID, " ");
  // The longest name first, so that 电解铝 is not cut at a shorter one.
  const apart = industries
    .filter((name) => bare.includes(name))
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 1)
    .reduce((text, name) => text.replaceAll(name, ` ${name} `), bare);
  const plainer = [...new Set(apart.split(/\s+/).filter(Boolean))].join(" ");
  return plainer === "" || plainer === asked ? undefined : plainer;
}
