/** Whether the palette is open: asked for by a key and from the list's search field. */
import { held } from "../store/held";

const opened = held(false);

export const openPalette = () => opened.set(true);
export const closePalette = () => opened.set(false);
export const usePalette = opened.use;
