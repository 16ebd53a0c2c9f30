import type { APIRoute, InferGetStaticPropsType } from "astro";
import { atomFeed } from "#lib/atom-feed.ts";
import { changesOf } from "#lib/changes.ts";
import { siteUrl, snapshot, today } from "#lib/context.ts";

const changes = changesOf(snapshot, today);

/** One feed of everything, and one a place. */
export const getStaticPaths = () => [
  {
    params: { feed: "all" },
    props: { title: `${snapshot.site.name}：全部更新`, homePath: "/", changes },
  },
  ...snapshot.jurisdictions.map(({ id, facts }) => ({
    params: { feed: id },
    props: {
      title: `${snapshot.site.name}：${facts.name}`,
      homePath: `/jurisdictions/${id}/`,
      changes: changes.filter((change) => change.jurisdiction === id),
    },
  })),
];

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({
  props,
  params,
}) => {
  const path = `/feeds/${params.feed}.atom`;
  const { title, homePath } = props;
  const facts = { path, title, homePath, siteUrl, site: snapshot.site, today };
  return new Response(atomFeed(props.changes, facts), {
    headers: { "content-type": "application/atom+xml; charset=utf-8" },
  });
};
