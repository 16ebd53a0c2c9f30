/** Browsers print a page's title, and name its PDF after it: for that while it says nothing. */
export function printUntitled(): void {
  const { title } = document;
  addEventListener("beforeprint", () => {
    document.title = " ";
  });
  addEventListener("afterprint", () => {
    document.title = title;
  });
}
