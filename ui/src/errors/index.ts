export { type Described, describeError, toError, wordsOf } from "./describe";
export { type Done, doneOf } from "./done";
export { ErrorNotice } from "./ErrorNotice";
export { handling } from "./table";
