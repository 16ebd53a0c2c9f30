import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** What a visitor's browser fetches to show one page: the page and what its head and body load. */
const LOADED =
  /<(?:link[^>]+rel="(?:stylesheet|icon|modulepreload)"[^>]+href|script[^>]+src|img[^>]+src)="([^"]+)"/g;

/** Bytes over the wire, brotli as the server sends it (quality 5), of a page and all it loads. */
export function pageWeight(
  site: string,
  path: string,
): { total: number; parts: Map<string, number> } {
  const client = join(site, "client");
  const html = readFileSync(join(client, path, "index.html"), "utf8");
  const files = [...html.matchAll(LOADED)].map(([, address = ""]) => address);
  const parts = new Map([[path, compressed(Buffer.from(html))]]);
  for (const file of new Set(files.flatMap((file) => [file, ...importsOf(client, file)])))
    parts.set(file, compressed(readFileSync(join(client, file))));
  return { total: [...parts.values()].reduce((sum, bytes) => sum + bytes, 0), parts };
}

/** Scripts a script imports at once, all the way down. */
function importsOf(client: string, file: string): string[] {
  if (!file.endsWith(".js")) return [];
  const source = readFileSync(join(client, file), "utf8");
  const found = [
    ...source.matchAll(/(?:^|[;}\s])(?:import|export)[^;"'()]*?["'](\.[^"']+\.js)["']/g),
  ];
  return found
    .map(([, address = ""]) => new URL(address, `http://site${file}`).pathname)
    .flatMap((address) => [address, ...importsOf(client, address)]);
}

function compressed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}
