export { tell } from "./notices";
