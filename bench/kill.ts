/** Kills a real server at random moments under load and counts what it kept: `npm run bench -- kill`. */
import { parseArgs } from "node:util";
import { killAgainAndAgain } from "#support/killed-server.ts";
import { print } from "./figures.ts";
import { randomFrom } from "./random.ts";

/** Entry of `npm run bench -- kill`; `--kills N` how often, `--seed S` draws the moments. */
export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "50" },
      seed: { type: "string", default: "1" },
    },
  });
  const { whole } = randomFrom(Number(values.seed));
  const report = await killAgainAndAgain(Number(values.kills), () => whole(1_000_000) / 1_000_000);
  print("kills at random moments", `${report.kills}, 12 clients at work`);
  print("filings acknowledged", `${report.acknowledged}, all read after the next start`);
  print("files acknowledged", `${report.files}`);
  print("filings without an answer", `${report.sentAgain}, sent again under their key`);
  print("of these committed already", `${report.committedUnheard}, each still one tip`);
  print("events signed at a start", `${report.signedLater}`);
  print("faults", `${report.faults.length}`);
  for (const fault of report.faults) console.error(fault);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
