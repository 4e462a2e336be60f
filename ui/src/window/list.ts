/** Whether the list is folded away on a narrow window. */
import { createStore, useStore } from "../store/store";

const folded = createStore(true);

export const foldList = folded.set;
export const useListFolded = () => useStore(folded);
