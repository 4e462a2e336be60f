/** The sheet of keys: opened from anywhere. */
import { held } from "../store/held";

const opened = held(false);

export const openKeysSheet = () => opened.set(true);
export const closeKeysSheet = () => opened.set(false);
export const useKeysSheet = opened.use;
