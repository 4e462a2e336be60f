/** The sheet of keys: opened from anywhere. */
import { createStore, useStore } from "../store/store";

const opened = createStore(false);

export const openKeysSheet = () => opened.set(true);
export const closeKeysSheet = () => opened.set(false);
export const useKeysSheet = () => useStore(opened);
