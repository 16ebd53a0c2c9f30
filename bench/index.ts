/** `npm run bench -- <name> [options]`: what can be measured again with one command. */
const BENCHES: Readonly<
  Record<string, () => Promise<{ main(args: readonly string[]): Promise<void> }>>
> = {
  build: () => import("./build.ts"),
  release: () => import("./release.ts"),
  import: () => import("./import.ts"),
  inbox: () => import("./inbox.ts"),
  search: () => import("./search.ts"),
  clocks: () => import("./clocks.ts"),
  kill: () => import("./kill.ts"),
  intake: () => import("./intake.ts"),
};

await run(process.argv.slice(2));

export async function run([name = "", ...args]: readonly string[]): Promise<void> {
  const bench = BENCHES[name];
  if (bench) return (await bench()).main(args);
  console.error(`No bench "${name}". There are: ${Object.keys(BENCHES).join(", ")}`);
  process.exitCode = 1;
}
