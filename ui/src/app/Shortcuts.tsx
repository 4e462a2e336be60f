import { type HotkeyItem, useHotkeys } from "@mantine/hooks";
import { actions } from "../actions/actions";
import { type Offer, useOffers } from "../actions/registry";

/** The keys of what can be done now. Those of the list's rows and of the hours are heard where the focus is. */
function hotkeys(offers: readonly Offer[], whileTyping: boolean): HotkeyItem[] {
  return offers
    .filter(({ id }) => (actions[id].whileTyping ?? false) === whileTyping)
    .flatMap(({ id, run }) => {
      const { keys = [], inDialogs = false } = actions[id];
      return keys.map((key, way): HotkeyItem => {
        const press = () => {
          // A letter that is typed while a dialog opens is meant for the dialog, even before its field has the focus.
          if (inDialogs || document.querySelector("[role=dialog]") === null) {
            run(way);
          }
        };
        return [key, press];
      });
    });
}

/** Hears the keys that work anywhere. */
export function Shortcuts() {
  const offers = useOffers();
  useHotkeys(hotkeys(offers, true), []);
  useHotkeys(hotkeys(offers, false));
  return null;
}
