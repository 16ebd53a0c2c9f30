/** The search engine in a Web Worker: typing stays smooth on an old phone. */
import { openSearch, type Search } from "./engine.ts";
import type { WorkerAnswer, WorkerQuestion } from "./messages.ts";

let base = "";
let opened: Promise<Search> | undefined;

addEventListener("message", async ({ data }: MessageEvent<WorkerQuestion>) => {
  if ("base" in data) {
    base = data.base;
    return;
  }
  const answer = await work(data).then(
    (value): WorkerAnswer => ({ id: data.id, value }),
    (error: unknown): WorkerAnswer => ({ id: data.id, fault: String(error) }),
  );
  postMessage(answer);
});

async function work({ ask, query }: Exclude<WorkerQuestion, { base: string }>) {
  const search = await open();
  if (ask === "search") return search.search(query);
  if (ask === "countFacets") return search.countFacets(query);
  return undefined;
}

/** A first load that failed is tried again with the next question. */
function open(): Promise<Search> {
  opened ??= openSearch(load).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function load(name: string): Promise<Uint8Array> {
  const response = await fetch(`${base}${name}`);
  if (!response.ok) throw new Error(`search index: ${name} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
