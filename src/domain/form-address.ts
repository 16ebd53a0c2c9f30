/**
 * Where a form of a page is posted: to the page itself, without the section that a link led to. The
 * browser would keep that section, also through a redirect, and show it instead of what was wrong or
 * done, which stands at the top.
 */
export function formAddress({ pathname, search }: URL): string {
  return `${pathname}${search}`;
}
