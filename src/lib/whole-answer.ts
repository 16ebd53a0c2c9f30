/**
 * The answer of a page, complete. Astro sends a page while it is still being made: a part that fails
 * later would cut it off in the middle, under the status of a page that is well. Throws what the page
 * fails with.
 */
export async function wholeAnswer(answer: Response): Promise<Response> {
  if (answer.body === null) return answer;
  return new Response(await answer.arrayBuffer(), answer);
}
