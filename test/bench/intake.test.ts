import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { main } from "../../bench/intake.ts";
import { sendAll } from "../../bench/load.ts";

afterEach(() => vi.restoreAllMocks());

test("the bench of intake files real tips and prints every figure", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  await main(["--filings", "24"]);
  const printed = log.mock.calls.flat().join("\n");
  for (const figure of [
    /^intake: SQLite/m,
    /^fsync of 4 KiB, before +\d+ a second$/m,
    /^filings, 1 client +\d+ a second; p50 [\d.]+, p95 [\d.]+, p99 [\d.]+ ms$/m,
    /^filings, 8 clients +\d+ a second/m,
    /^filings, 64 clients +\d+ a second/m,
    /^fsync of 4 KiB, after +\d+ a second$/m,
    /^receipts looked up +\d+ a second/m,
    /^routing decisions +\d{3,} a second/m,
    /^processor time of a filing +[\d.]+ ms, no socket; sealing [\d.]+ ms, \d+ % of it$/m,
    /^of a proof of work checked +[\d.]+ ms/m,
  ]) {
    expect(printed).toMatch(figure);
  }
});

test("a request that is refused stops the measuring instead of counting as a fast one", async () => {
  const server = createServer((_, answer) => answer.writeHead(403).end("refused")).listen(0);
  const { port } = server.address() as AddressInfo;
  const asked = { path: "/", method: "GET", headers: {}, expected: 200 } as const;
  await expect(sendAll(`http://127.0.0.1:${port}`, [asked], 1)).rejects.toThrow("403: refused");
  server.close();
});
