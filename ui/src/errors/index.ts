export { type Described, describeError, ownError, toError, wordsOf } from "./describe";
export { type Done, doneOf } from "./done";
export { ErrorNotice } from "./ErrorNotice";
export { handling } from "./table";
