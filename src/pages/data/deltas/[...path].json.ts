import type { APIRoute, InferGetStaticPropsType } from "astro";
import { pathOfDelta } from "#lib/deltas.ts";
import { publishedDeltas } from "#lib/published-data.ts";

/** What each publication changed, and a list of them all. */
export const getStaticPaths = () => [
  { params: { path: "index" }, props: { body: publishedDeltas.map(summaryOf) as unknown } },
  ...publishedDeltas.map((delta) => ({
    params: { path: pathOfDelta(delta).slice("deltas/".length, -".json".length) },
    props: { body: delta as unknown },
  })),
];

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(`${JSON.stringify(props.body, null, 1)}\n`, {
    headers: { "content-type": "application/json; charset=utf-8" },
  });

function summaryOf(delta: (typeof publishedDeltas)[number]) {
  const { jurisdiction, kind, on, sentence, added, changed, withdrawn } = delta;
  return {
    path: `/data/${pathOfDelta(delta)}`,
    jurisdiction,
    kind,
    on,
    sentence,
    added: added.length,
    changed: changed.length,
    withdrawn: withdrawn.length,
  };
}
