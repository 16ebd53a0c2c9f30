/** Presses of Shift, each within this many milliseconds of the one before. */
const PRESSES = 3;
const PATIENCE = 2000;

const link = document.querySelector<HTMLAnchorElement>("#leave-now");
if (link !== null) watch(link);

/** Leaves on a click or on three presses of Shift; other keys in between start the count anew. */
function watch(link: HTMLAnchorElement): void {
  const count = document.querySelector("#leave-count");
  let pressed = 0;
  let last = 0;
  document.querySelector("#leave-keys")?.removeAttribute("hidden");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  document.addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    pressed = key === "Shift" ? (timeStamp - last < PATIENCE ? pressed + 1 : 1) : 0;
    last = timeStamp;
    if (count !== null) count.textContent = pressed === 2 ? "再按一次 Shift 键就离开。" : "";
    if (pressed === PRESSES) leave(link.href);
  });
}

/** The screen goes blank before the other page has come; this one leaves the history. */
function leave(href: string): void {
  document.documentElement.hidden = true;
  document.title = " ";
  location.replace(href);
}
