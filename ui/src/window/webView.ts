/**
 * What a web view does by itself and a program does not: its own menu (reload, open or save a picture), and keys that load the
 * page anew. Texts keep their menu: copy and paste are in it.
 */
import { isApple } from "./platform";

const typed = "textarea, input, [contenteditable]:not([contenteditable='false'])";
/** Fields without a text: their menu would be that of the page. */
const withoutText = /^(button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

/** Whether something may be copied from, or put in, where a menu is asked for. */
function isText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) {
    return false;
  }
  const field = target.closest(typed);
  if (field !== null) {
    return !(field instanceof HTMLInputElement && withoutText.test(field.type));
  }
  const selection = window.getSelection();
  return (
    target.closest("img, a, svg, button") === null &&
    selection !== null &&
    !selection.isCollapsed &&
    selection.getRangeAt(0).intersectsNode(target)
  );
}

/** Keys that load the page anew, print it, or show how it is made. There is nothing to go back or forward to. */
export function isBrowserKey(
  {
    key,
    code,
    ctrlKey,
    metaKey,
    shiftKey,
  }: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey">,
  apple: boolean,
): boolean {
  if (/^(F5|F7|F12|BrowserRefresh)$/.test(key)) {
    return true;
  }
  // On a Mac, Control and a letter move about in a text.
  if (apple ? !metaKey : !ctrlKey) {
    return false;
  }
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
  return /^[rpu]$/.test(letter) || (shiftKey && /^[ijc]$/.test(letter));
}

/** Keeps the web view from doing so. Answers how to let it. */
export function behaveAsProgram(page: Document = document): () => void {
  const onMenu = (event: Event) => {
    if (!isText(event.target)) {
      event.preventDefault();
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (isBrowserKey(event, isApple)) {
      event.preventDefault();
    }
  };
  page.addEventListener("contextmenu", onMenu);
  page.addEventListener("keydown", onKey, { capture: true });
  return () => {
    page.removeEventListener("contextmenu", onMenu);
    page.removeEventListener("keydown", onKey, { capture: true });
  };
}
