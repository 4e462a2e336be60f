import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { behaveAsProgram, isBrowserKey } from "./webView";

/** Whether the web view would show its own menu there. */
function showsMenu(element: Element): boolean {
  return element.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
}

function put<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  return document.body.appendChild(document.createElement(name));
}

describe("the web view's own menu", () => {
  let stop: () => void;
  beforeEach(() => {
    stop = behaveAsProgram();
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });
  it("is not shown: it would load the page anew, or open and save pictures", () => {
    const checkbox = put("input");
    checkbox.type = "checkbox";
    for (const element of [document.body, put("p"), put("img"), put("button"), checkbox]) {
      expect(showsMenu(element), element.tagName).toBe(false);
    }
  });
  it("stays where texts are typed, so that copy and paste are where people look for them", () => {
    for (const element of [put("input"), put("textarea")]) {
      expect(showsMenu(element), element.tagName).toBe(true);
    }
    const rich = put("div");
    rich.setAttribute("contenteditable", "true");
    expect(showsMenu(rich.appendChild(document.createElement("span")))).toBe(true);
  });
  it("stays on a text that is selected, to be copied", () => {
    const paragraph = put("p");
    paragraph.textContent = "A technical detail";
    window.getSelection()?.selectAllChildren(paragraph);
    expect(showsMenu(paragraph)).toBe(true);
    expect(showsMenu(put("img"))).toBe(false);
  });
  it("keys that load the page anew do nothing", () => {
    const pressed = (init: KeyboardEventInit) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
    expect(pressed({ key: "F5" })).toBe(false);
    expect(pressed({ key: "r", ctrlKey: true, metaKey: true })).toBe(false);
    expect(pressed({ key: "r" })).toBe(true);
  });
});

describe("keys of a browser", () => {
  const pressed = (key: string, more: Partial<KeyboardEvent> = {}, apple = false) =>
    isBrowserKey({ key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, ...more }, apple);
  it("are told from those that people type with", () => {
    expect(pressed("r", { ctrlKey: true })).toBe(true);
    expect(pressed("R", { ctrlKey: true, shiftKey: true })).toBe(true);
    // A Cyrillic keyboard has another letter on the same key.
    expect(pressed("к", { ctrlKey: true, code: "KeyR" })).toBe(true);
    expect(pressed("r", { metaKey: true }, true)).toBe(true);
    expect(pressed("p", { ctrlKey: true }, true)).toBe(false);
    for (const key of ["a", "c", "v", "x", "z", "s", "k"]) {
      expect(pressed(key, { ctrlKey: true }), key).toBe(false);
    }
  });
});
