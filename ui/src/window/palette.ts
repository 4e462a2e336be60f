/** Whether the palette is open: asked for by a key and from the list's search field. */
import { createStore, useStore } from "../store/store";

const opened = createStore(false);

export const openPalette = () => opened.set(true);
export const closePalette = () => opened.set(false);
export const usePalette = () => useStore(opened);
