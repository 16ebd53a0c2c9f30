import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot } from "#lib/context.ts";
import { publicPictures, readPicture } from "#lib/public-pictures.ts";

/** Scanned papers, their pages drawn anew; the originals are in nobody's reach. */
export const getStaticPaths = () =>
  publicPictures(snapshot, "pdf").map(({ sum, file }) => ({ params: { sum }, props: { file } }));

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(readPicture(props.file), { headers: { "Content-Type": "application/pdf" } });
