/** Leads to a field, also into a section that is drawn only now or a group that is folded away. */
import type { Pointer } from "../bridge";
import { liesWithin } from "./edits";

const listeners = new Set<(pointer: Pointer) => void>();

/** Groups that are folded away hear where somebody is going and open. */
export function onFocusField(hear: (pointer: Pointer) => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

const focusable = "input:not([type=hidden]), textarea, select, button, [tabindex='0']";

export function focusField(pointer: Pointer, tries = 12): void {
  for (const hear of listeners) {
    hear(pointer);
  }
  // A field inside a record before the list around it.
  const [place] = [...document.querySelectorAll<HTMLElement>("[data-pointer]")]
    .filter((element) => liesWithin(pointer, element.dataset.pointer ?? ""))
    .sort((one, other) => (other.dataset.pointer ?? "").length - (one.dataset.pointer ?? "").length);
  // A dialog gives its focus back when it goes; only then may it move on.
  if ((place === undefined || document.querySelector("[aria-modal=true]") !== null) && tries > 0) {
    setTimeout(() => focusField(pointer, tries - 1), 60);
    return;
  }
  if (place === undefined) {
    document.querySelector<HTMLElement>("#page [data-section-main]")?.focus();
    return;
  }
  place.scrollIntoView({ block: "center" });
  const target = [...place.querySelectorAll<HTMLElement>(focusable)].find(
    (element) => element.dataset.putBack === undefined,
  );
  target?.focus();
}
