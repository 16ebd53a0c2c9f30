import type { APIRoute, InferGetStaticPropsType } from "astro";
import { pageKey } from "#lib/page-key.ts";
import { publishedForms } from "#lib/published-data.ts";

export const getStaticPaths = () =>
  publishedForms.map((form) => ({
    params: { path: form.path },
    props: { form },
    cacheKey: pageKey(form.data),
  }));

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props }) =>
  new Response(new Uint8Array(await props.form.write()), { headers: { "content-type": TYPE } });
