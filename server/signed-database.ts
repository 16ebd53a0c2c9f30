import type { Database } from "#db/database.ts";
import { CHAIN_NAMES, listLinks, watchChains } from "#db/queries/chain.ts";
import { findChainEnd } from "#db/queries/chain-check.ts";
import { headFolder } from "./secrets/head-files.ts";
import { type HeadKeeper, openHeads } from "./secrets/heads.ts";
import type { Signing } from "./secrets/signing.ts";

/**
 * The same database, with the ends of its chains signed outside it. Rows found unsigned, because a
 * server was killed before it could sign them, are vouched for as found; `npm run audit:verify`
 * tells them from the others.
 */
export async function signChains(
  db: Database,
  secretsDirectory: string,
  signing: Signing,
  report: (why: string) => void = (why) => console.error(`没有写成记录的签名：${why}`),
): Promise<Database> {
  const now = () => new Date();
  const keeper = await openHeads(headFolder(secretsDirectory), { signing, now, report });
  for (const chain of CHAIN_NAMES) await adoptUnsigned(db, chain, keeper);
  return {
    ...watchChains(db, keeper.note),
    close: async () => {
      await db.close();
      await keeper.close();
    },
  };
}

async function adoptUnsigned(
  { read }: Database,
  chain: (typeof CHAIN_NAMES)[number],
  keeper: HeadKeeper,
): Promise<void> {
  const signed = keeper.lastSigned(chain);
  const { last } = await findChainEnd(read, chain);
  if (last < signed) console.error(cutTail(chain, last, signed));
  if (last <= signed) return;
  const [end] = await listLinks(read, chain, { after: last - 1, upTo: last, limit: 1 });
  if (end !== undefined) keeper.adopt(signed + 1, { chain, position: last, hash: end.hash });
}

function cutTail(chain: string, last: number, signed: number): string {
  return `${chain}：数据库里只有 ${last} 条记录，签过名的有 ${signed} 条。记录可能被删掉了，请运行 npm run audit:verify。`;
}
