export { HoursSection } from "./HoursSection";
