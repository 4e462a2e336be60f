export { DropsSection } from "./DropsSection";
