// Files and texts that leave the page.
import { make } from "./dom.js";

/** Give a file to the reader, as a download; works on a page from a disk too. */
export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 30000);
}

/** Put a text on the clipboard; whether it went. Pages from a disk may have no right to the new way, so the old one follows. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", { class: "hidden", readonly: true, "aria-hidden": "true" }, text);
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const went = document.execCommand("copy");
    field.remove();
    before?.focus?.(); // selecting took the focus away
    return went;
  }
}
