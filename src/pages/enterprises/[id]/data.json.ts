import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot, today } from "#lib/context.ts";
import { enterpriseSheet } from "#lib/enterprise-view.ts";
import { pageKey } from "#lib/page-key.ts";
import { indexOf } from "#lib/snapshot-index.ts";

export const getStaticPaths = () =>
  snapshot.enterprises.map((firm) => ({
    params: { id: firm.id },
    props: { firm },
    cacheKey: pageKey(enterpriseSheet(indexOf(snapshot), firm, today)),
  }));

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  Response.json(enterpriseSheet(indexOf(snapshot), props.firm, today));
