import { createMarkdownProcessor, type MarkdownRenderer } from "@astrojs/markdown-remark";

let processor: Promise<MarkdownRenderer> | undefined;

/**
 * HTML of a Markdown body from `content/`. Raw HTML in it is shown as text, and addresses other
 * than web, mail and this site's own are dropped, so that no body can run anything.
 */
export async function renderMarkdown(body: string): Promise<string> {
  processor ??= createMarkdownProcessor({ syntaxHighlight: false });
  const renderer = await processor;
  // `<` opens raw HTML in Markdown, and nothing else that our texts use.
  const { code } = await renderer.render(body.replaceAll("<", "&lt;"));
  return code.replace(ADDRESS, (attribute, address) => (SAFE.test(address) ? attribute : ""));
}

const ADDRESS = /\s(?:href|src)="([^"]*)"/g;
const SAFE = /^(?:https?:|mailto:|\/|#)/i;
