import { createMarkdownProcessor, type MarkdownRenderer } from "@astrojs/markdown-remark";

let processor: Promise<MarkdownRenderer> | undefined;

/** HTML of a Markdown body from `content/`. Raw HTML in it is shown as text, never passed on. */
export async function renderMarkdown(body: string): Promise<string> {
  processor ??= createMarkdownProcessor({ syntaxHighlight: false });
  const renderer = await processor;
  return (await renderer.render(escapeHtml(body))).code;
}

/** `<` opens raw HTML in Markdown, and nothing else that our texts use. */
function escapeHtml(body: string): string {
  return body.replaceAll("<", "&lt;");
}
