export { type Catalogue, type Language, languageNames, languages, type MessageId } from "./catalogue";
export { fold } from "./fold";
export { type CalendarDate, type Format, firstDayOfWeek, formatFor, type Weekday } from "./format";
export { isBlank, shownName, shownText, withoutUnseen } from "./shown";
export { townName, townNames } from "./towns";
export {
  i18n,
  isLanguage,
  isMessageId,
  speak,
  systemLanguage,
  type TextValues,
  text,
  textByKey,
} from "./translator";
export { type Texts, useText } from "./useText";
