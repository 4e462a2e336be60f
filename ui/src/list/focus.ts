/** The list's search field, for the key that leads to it from anywhere. */
import { foldList } from "../window/list";

let field: HTMLInputElement | null = null;

export function searchField(element: HTMLInputElement | null): void {
  field = element;
}

export function focusSearch(): void {
  foldList(false);
  requestAnimationFrame(() => {
    field?.focus();
    field?.select();
  });
}
