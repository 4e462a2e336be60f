export { type Described, describeError, toError } from "./describe";
export { ErrorNotice } from "./ErrorNotice";
export { handling } from "./table";
