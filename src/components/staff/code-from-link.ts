/**
 * An invitation link carries its code behind `#`, which is sent to no server and stands in no log.
 * Puts it into the field and takes it out of the address and the history.
 */
const field = document.querySelector<HTMLInputElement>("input#code");
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
