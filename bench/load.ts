import { Agent, type RequestOptions, request } from "node:http";
import { quantile } from "./figures.ts";

/** A request that is sent over a socket, and the status it must be answered with. */
export interface Asked {
  path: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
  expected: number;
}

export interface Load {
  perSecond: number;
  /** Milliseconds from the first byte sent to the last received. */
  p50: number;
  p95: number;
  p99: number;
  /** The bodies of the answers. */
  bodies: string[];
}

/**
 * Sends all requests over as many sockets as there are clients, each client one after the other.
 * Throws when one is answered otherwise than expected: a bench of refusals would be fast.
 */
export async function sendAll(
  origin: string,
  asked: readonly Asked[],
  clients: number,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const bodies: string[] = [];
  const queue = asked.values();
  const client = async () => {
    for (const each of queue) {
      const sent = performance.now();
      const answer = await send(origin, each, agent);
      times.push(performance.now() - sent);
      if (answer.status !== each.expected) throw new Error(`${answer.status}: ${answer.body}`);
      bodies.push(answer.body);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share));
  return { perSecond: asked.length / seconds, p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, bodies };
}

function send(origin: string, { path, method, headers, body }: Asked, agent: Agent) {
  const options: RequestOptions = { method, headers, agent };
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sending = request(`${origin}${path}`, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
      );
      answer.on("error", reject);
    });
    sending.on("error", reject);
    sending.end(body);
  });
}
