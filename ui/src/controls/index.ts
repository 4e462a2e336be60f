export { Field } from "./Field";
export { findingWords } from "./findings";
export { lengthWords } from "./lengths";
export { useLearnedNames } from "./useLearned";
export { changeWords, fieldLabel, momentWords, valueWords, type WordsContext } from "./words";
