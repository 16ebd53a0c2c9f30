import { once } from "node:events";
import { readdirSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { post, type TestLog, testApp } from "#support/app.ts";
import { film, photo } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

/** Bodies that no well-meaning sender sends, over real sockets. */
const ATTACHMENTS = "/api/v1/tips/current/attachments";
const GIGABYTE = 1_073_741_824;
const PATIENCE = 700;

let world: TestHouse;
let server: Server;
let port: number;
let receipt: string;
let log: TestLog;

beforeAll(async () => {
  world = await openTestHouse();
  const made = testApp(world, undefined, { patience: PATIENCE });
  log = made.log;
  server = serve({ fetch: made.app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  ({ receipt } = await (await post(made.app, filing(world.house))).json());
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

interface Sent {
  status: number;
  text: string;
  /** Bytes given to the socket before the answer came. */
  bytes: number;
}

/** Sends chunks until they end or an answer comes. */
async function send(
  path: string,
  headers: Record<string, string>,
  chunks: Iterable<Buffer>,
  { pause = 0 } = {},
): Promise<Sent> {
  const request = httpRequest({ port, host: "127.0.0.1", path, method: "POST", headers });
  let answered: IncomingMessage | undefined;
  let bytes = 0;
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", (response) => {
      answered = response;
      resolve(response);
    });
    request.on("error", (error) => (answered ? undefined : reject(error)));
  });
  answer.catch(() => undefined);
  for (const chunk of chunks) {
    if (answered || request.destroyed) break;
    bytes += chunk.length;
    if (!request.write(chunk)) await Promise.race([once(request, "drain"), answer, wait(5000)]);
    if (pause > 0) await wait(pause);
  }
  if (!answered) request.end();
  const response = await answer;
  let text = "";
  response.setEncoding("utf8");
  for await (const piece of response) text += piece;
  request.destroy();
  return { status: response.statusCode ?? 0, text, bytes };
}

function* endless(start: Buffer, most = GIGABYTE): Generator<Buffer> {
  yield start;
  const chunk = Buffer.alloc(1_000_000, 7);
  for (let sent = 0; sent < most; sent += chunk.length) yield chunk;
}

const authorized = () => ({ Authorization: `Receipt ${receipt}` });
const octets = { "Content-Type": "application/octet-stream" };
const json = { "Content-Type": "application/json", "Idempotency-Key": "a-key-of-bad-bodies" };
const message = (sent: Sent) => JSON.parse(sent.text).errors?.[0]?.message ?? "";

describe("bodies of a gigabyte", () => {
  test("a film that never ends is cut at 200 MB, with an answer and without filling the memory", async () => {
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    });
    const sent = await send(ATTACHMENTS, { ...authorized(), ...octets }, endless(film(1000)));
    clearInterval(watch);
    expect(sent.status, sent.text).toBe(413);
    expect(message(sent)).toContain("文件太大");
    expect(sent.bytes).toBeLessThan(300_000_000);
    expect(most).toBeLessThan(250_000_000);
    await nothingLeft();
  });

  test.each([
    ["announced, for evidence", ATTACHMENTS, { "Content-Length": String(GIGABYTE) }, octets, 413],
    ["announced, as a filing", "/api/v1/tips", { "Content-Length": String(GIGABYTE) }, json, 413],
    ["in chunks, as a filing", "/api/v1/tips", {}, json, 413],
    ["in chunks, as a message", "/api/v1/tips/current/messages", {}, json, 413],
    ["of no kind, for evidence", ATTACHMENTS, {}, octets, 415],
  ])("%s, are refused at once", async (_, path, length, type, status) => {
    const headers = { ...authorized(), ...length, ...type };
    const sent = await send(path, headers, endless(Buffer.from("{")));
    expect(sent.status, sent.text).toBe(status);
    expect(sent.bytes).toBeLessThan(40_000_000);
    await nothingLeft();
  });

  test.each([
    ["/report/form/"],
    ["/track/"],
    ["/staff/sign-in/"],
    ["/staff/tips/AK-2026-000001/verification/"],
  ])("in chunks, as a form of %s, are not read into memory", async (path) => {
    const headers = { Origin: `http://127.0.0.1:${port}`, "Transfer-Encoding": "chunked" };
    const form = { "Content-Type": "multipart/form-data; boundary=x" };
    const sent = await send(path, { ...headers, ...form }, endless(Buffer.from("--x\r\n")));
    expect([303, 411]).toContain(sent.status);
    expect(sent.bytes).toBeLessThan(40_000_000);
  });

  test("with a code nobody was given, are not read", async () => {
    const headers = { Authorization: "Receipt 0000-0000-0000-0000-0000", ...octets };
    const sent = await send(ATTACHMENTS, headers, endless(film(1000)));
    expect(sent.status).toBe(404);
    expect(sent.bytes).toBeLessThan(40_000_000);
    await nothingLeft();
  });
});

describe("bodies that do not come", () => {
  test.each([
    ["evidence", ATTACHMENTS, octets, () => film(1000).subarray(0, 500)],
    ["a filing", "/api/v1/tips", json, () => Buffer.from('{"jurisdiction":')],
    ["a message", "/api/v1/tips/current/messages", json, () => Buffer.from('{"text":')],
  ])("%s that stops is answered, and leaves nothing", async (_, path, type, start) => {
    function* slow() {
      yield start();
      for (let round = 0; round < 30; round += 1) yield Buffer.alloc(0);
    }
    const began = performance.now();
    const headers = { ...authorized(), ...type };
    const sent = await send(path, headers, slow(), { pause: 100 });
    expect(sent.status, sent.text).toBe(408);
    expect(sent.text).toMatch(/超时/);
    expect(performance.now() - began).toBeGreaterThan(PATIENCE - 50);
    await nothingLeft();
  });

  test.each([
    ["at once", 0],
    ["after the beginning", 30_000],
    ["in the middle", 3_000_000],
  ])("a sender who hangs up %s leaves nothing", async (_, bytes) => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      `POST ${ATTACHMENTS} HTTP/1.1\r\nHost: a\r\nAuthorization: Receipt ${receipt}\r\nContent-Type: application/octet-stream\r\nContent-Length: 9000000\r\n\r\n`,
    );
    if (bytes > 0) {
      const start = film(bytes).subarray(0, bytes);
      await new Promise<void>((resolve) => socket.write(start, () => resolve()));
    }
    await wait(50);
    socket.destroy();
    await nothingLeft();
  });
});

test("after all that the server takes a photo as before, and no fault was logged", async () => {
  const picture = await photo(80, 60, "#404040");
  const sent = await send(ATTACHMENTS, { ...authorized(), ...octets }, [picture]);
  expect(sent.status, sent.text).toBe(201);
  expect(log.lines.join("")).not.toContain('"fault"');
  expect(log.lines.join("")).not.toContain('"status":500');
});

/** Cleaning up may end a little after the answer. */
async function nothingLeft(): Promise<void> {
  const folder = join(world.folder, "data", "attachments");
  const left = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  await expect.poll(() => left()).toEqual([]);
}
