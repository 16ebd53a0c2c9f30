import { checkReceipt } from "./check-receipt.ts";

const KEYS = "/.well-known/tip-receipt-keys.json";
const CANNOT = "这个浏览器不会核对这种签名。请换新版浏览器，或者用下面的命令核对。";
const NO_ANSWER = "没有取到公钥文件。请把保存过的公钥文件粘贴在第二个框里。";

const form = document.querySelector<HTMLFormElement>("#check");
if (form !== null) offer(form);

/** Shows the form, which does everything on this page; what is pasted is sent nowhere. */
function offer(form: HTMLFormElement): void {
  const verdict = document.querySelector("#verdict");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = (name: string) => new FormData(form).get(name)?.toString() ?? "";
    const { isGenuine, text: sentence } = await verdictOn(text("saved"), text("keys"));
    if (verdict === null) return;
    verdict.className = isGenuine ? "notice done" : "notice danger";
    verdict.textContent = sentence;
  });
}

async function verdictOn(saved: string, keys: string) {
  const published = keys.trim() === "" ? await fetchKeys() : keys;
  if (published === null) return { isGenuine: false, text: NO_ANSWER };
  return await checkReceipt(saved, published).catch(() => ({ isGenuine: false, text: CANNOT }));
}

async function fetchKeys(): Promise<string | null> {
  const response = await fetch(KEYS).catch(() => null);
  return response?.ok ? await response.text() : null;
}
