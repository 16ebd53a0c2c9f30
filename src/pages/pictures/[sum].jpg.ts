import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot } from "#lib/context.ts";
import { publicPictures, readPicture } from "#lib/public-pictures.ts";

/** The public copies of pictures; the originals are in nobody's reach. */
export const getStaticPaths = () =>
  publicPictures(snapshot, "jpg").map(({ sum, file }) => ({ params: { sum }, props: { file } }));

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(readPicture(props.file), { headers: { "Content-Type": "image/jpeg" } });
