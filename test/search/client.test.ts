import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connectSearch } from "#search/client.ts";
import type { WorkerAnswer, WorkerQuestion } from "#search/messages.ts";

/** Stands in for the thread: keeps what it was told, answers when the test says so. */
class PatientWorker extends EventTarget {
  static started: PatientWorker[] = [];
  readonly told: WorkerQuestion[] = [];

  constructor() {
    super();
    PatientWorker.started.push(this);
  }

  postMessage(question: WorkerQuestion) {
    this.told.push(question);
  }

  terminate() {}

  answer(answer: WorkerAnswer) {
    this.dispatchEvent(new MessageEvent("message", { data: answer }));
  }
}

function onlyWorker(): PatientWorker {
  const [worker, ...others] = PatientWorker.started;
  if (!worker || others.length > 0) throw new Error("there should be one worker");
  return worker;
}

beforeEach(() => {
  PatientWorker.started = [];
  vi.stubGlobal("Worker", PatientWorker);
  vi.stubGlobal("location", { href: "https://exit.example.gov.cn/search/?q=1" });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const ANSWER = {
  words: [],
  isCut: false,
  total: 0,
  isTotalExact: true,
  page: 1,
  size: 10,
  hits: [],
};

describe("the page's side of the search worker", () => {
  test("no thread is started before the first question", () => {
    connectSearch("/search-index/x/");
    expect(PatientWorker.started).toEqual([]);
  });

  test("the thread is told where the index lies, then the question", async () => {
    const asked = connectSearch("/search-index/x/").ask({ q: "水泥" });
    expect(onlyWorker().told).toEqual([
      { base: "https://exit.example.gov.cn/search-index/x/" },
      { id: 1, ask: "search", query: { q: "水泥" } },
    ]);
    onlyWorker().answer({ id: 1, value: ANSWER });
    expect(await asked).toEqual(ANSWER);
  });

  test("an answer that a newer question has overtaken is dropped", async () => {
    const client = connectSearch("/search-index/x/");
    const [old, recent] = [client.ask({ q: "水" }), client.ask({ q: "水泥" })];
    onlyWorker().answer({ id: 2, value: ANSWER });
    onlyWorker().answer({ id: 1, value: { ...ANSWER, total: 7 } });
    expect(await recent).toEqual(ANSWER);
    expect(await old).toBeUndefined();
  });

  test("counting does not overtake asking", async () => {
    const client = connectSearch("/search-index/x/");
    const answer = client.ask({ q: "水泥" });
    const counts = client.countFacets({ q: "水泥" });
    onlyWorker().answer({ id: 2, value: {} as never });
    onlyWorker().answer({ id: 1, value: ANSWER });
    expect(await answer).toEqual(ANSWER);
    expect(await counts).toEqual({});
  });

  test("a fault is passed on, so that the page can let the server answer", async () => {
    const asked = connectSearch("/search-index/x/").ask({ q: "水泥" });
    onlyWorker().answer({ id: 1, fault: "search index: manifest.json answered 404" });
    await expect(asked).rejects.toThrow("404");
  });

  test("a thread that dies fails what is waiting and is started anew", async () => {
    const client = connectSearch("/search-index/x/");
    const asked = client.ask({ q: "水泥" });
    onlyWorker().dispatchEvent(new Event("error"));
    await expect(asked).rejects.toThrow();
    const again = client.ask({ q: "水泥" });
    expect(PatientWorker.started.length).toBe(2);
    PatientWorker.started[1]?.answer({ id: 2, value: ANSWER });
    expect(await again).toEqual(ANSWER);
  });
});
