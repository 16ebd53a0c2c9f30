import type { WorkerAnswer, WorkerQuestion } from "./messages.ts";
import type { FacetCounts, SearchAnswer, SearchQuery } from "./query.ts";

export interface SearchClient {
  /** Loads engine and manifest ahead of the first question: call it when the box gets focus. */
  warm(): Promise<void>;
  /** One page of results; nothing when a newer question was asked meanwhile. */
  ask(query: Partial<SearchQuery>): Promise<SearchAnswer | undefined>;
  /** Counts beside the facets; nothing when a newer question was asked meanwhile. */
  countFacets(query: Partial<SearchQuery>): Promise<FacetCounts | undefined>;
  close(): void;
}

/**
 * Talks to the search worker, which starts with the first call. `base` is the folder of the index
 * as a path of this site, with a slash at its end. Calls reject when the index cannot be loaded:
 * the page then lets the form be sent to the server.
 */
export function connectSearch(base: string): SearchClient {
  const waiting = new Map<number, (answer: WorkerAnswer) => void>();
  let worker: Worker | undefined;
  let lastId = 0;
  const latest = { search: 0, countFacets: 0 };

  const start = () => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<WorkerAnswer>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    });
    started.addEventListener("error", (event) => {
      for (const [id, settle] of waiting) settle({ id, fault: event.message });
      waiting.clear();
      worker = undefined;
    });
    started.postMessage({ base: new URL(base, location.href).href } satisfies WorkerQuestion);
    return started;
  };
  const send = (ask: "warm" | "search" | "countFacets", query: Partial<SearchQuery>) => {
    worker ??= start();
    const id = ++lastId;
    worker.postMessage({ id, ask, query } satisfies WorkerQuestion);
    if (ask !== "warm") latest[ask] = id;
    return new Promise<{ id: number; value: unknown }>((resolve, reject) => {
      waiting.set(id, (answer) =>
        "fault" in answer ? reject(new Error(answer.fault)) : resolve(answer),
      );
    });
  };
  return {
    warm: async () => {
      await send("warm", {});
    },
    ask: async (query) => {
      const { id, value } = await send("search", query);
      return id === latest.search ? (value as SearchAnswer) : undefined;
    },
    countFacets: async (query) => {
      const { id, value } = await send("countFacets", query);
      return id === latest.countFacets ? (value as FacetCounts) : undefined;
    },
    close: () => {
      worker?.terminate();
      worker = undefined;
    },
  };
}
