export { HolidayList } from "./HolidayList";
