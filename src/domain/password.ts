/** Fewest characters of a password. Length is what makes guessing dear. */
export const PASSWORD_MIN = 12;
/** Longer ones only make deriving the key slower. */
export const PASSWORD_MAX = 200;
/** What must be left of a password when the pieces that everybody tries first are taken away. */
const OWN_CHARACTERS = 6;
const DIFFERENT_CHARACTERS = 5;

/**
 * Pieces of the passwords found most often in lists of stolen ones, Chinese ones included; longer
 * pieces stand before shorter ones that they hold.
 */
const COMMON_PIECES = [
  "1qaz2wsx3edc4rfv",
  "1q2w3e4r5t6y",
  "qwertyuiop",
  "1qaz2wsx",
  "asdfghjkl",
  "iloveyou",
  "woaini",
  "1314520",
  "5201314",
  "password",
  "passw0rd",
  "p@ssw0rd",
  "p@ssword",
  "welcome",
  "zxcvbnm",
  "qazwsx",
  "qwerty",
  "asdfgh",
  "zxcvbn",
  "letmein",
  "dragon",
  "monkey",
  "sunshine",
  "princess",
  "administrator",
  "admin",
  "root",
  "guest",
  "master",
  "secret",
  "changeme",
  "default",
  "system",
  "zhengfu",
  "gongxin",
  "mima",
  "taobao",
] as const;

/**
 * What is wrong with a password, in a sentence; null when it may be used. `names` are words that
 * belong to its owner, such as the account.
 */
export function passwordProblem(password: string, names: readonly string[]): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return `密码至少${PASSWORD_MIN}个字符，可以用几个不相干的词连起来。`;
  if (length > PASSWORD_MAX) return `密码最多${PASSWORD_MAX}个字符。`;
  const own = withoutPieces(password.normalize("NFKC").toLowerCase(), names);
  const isGuessed = [...own].length < OWN_CHARACTERS || new Set(own).size < DIFFERENT_CHARACTERS;
  return isGuessed
    ? "这个密码太容易猜到：去掉常见的词、连续的数字、重复的字符和您的账号后，剩下的太少。请换一个。"
    : null;
}

function withoutPieces(password: string, names: readonly string[]): string {
  const own = names.map((name) => name.toLowerCase()).filter((name) => name.length > 2);
  const pieces = [...COMMON_PIECES, ...own].toSorted((a, b) => b.length - a.length);
  const without = pieces.reduce((rest, piece) => rest.replaceAll(piece, ""), password);
  return withoutRuns(without.replace(/(?:19|20)\d\d/g, ""));
}

/** Takes away runs of three or more that count up, count down or repeat: `1234`, `cba`, `888`. */
function withoutRuns(text: string): string {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const inRun = codes.map(() => false);
  for (let at = 0; at + 2 < codes.length; at += 1) {
    const [a = 0, b = 0, c = 0] = codes.slice(at, at + 3);
    if (Math.abs(b - a) <= 1 && c - b === b - a) inRun.fill(true, at, at + 3);
  }
  return [...text].filter((_, index) => !inRun[index]).join("");
}
