/** What the check says about a value, in words. */
import type { FieldDescription, Finding } from "../bridge";
import { isMessageId, type Texts, type Weekday } from "../i18n";
import { lengthWords, perSecond } from "./lengths";
import { numberText } from "./numbers";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export function findingWords(finding: Finding, texts: Texts, field?: FieldDescription): string {
  const { context } = finding;
  const { format } = texts;
  const bound = (value: string | undefined) => {
    const number = Number(value);
    if (value === undefined || !Number.isFinite(number)) {
      return "";
    }
    return field?.control.kind === "duration"
      ? lengthWords(number / perSecond(field.control.stored), texts)
      : format.number(number);
  };
  const weekday = days.indexOf(context.day ?? "");
  const [month, day] = [Number(context.month), Number(context.day)];
  const when =
    weekday >= 0
      ? format.weekday((weekday + 1) as Weekday, "long")
      : month >= 1 && month <= 12 && day >= 1 && day <= 31
        ? format.dayOfYear(month, day)
        : (context.name ?? "");
  const id = `finding.${finding.code}`;
  return texts.byKey(isMessageId(id) ? id : "finding.wrongForm", finding.code, {
    ...context,
    expected: context.expected ?? "other",
    value: context.value ?? "",
    name: context.name ?? "",
    one: written(context.one, texts.language),
    other: written(context.other, texts.language),
    minimum: bound(context.minimum),
    maximum: bound(context.maximum),
    when,
    place: when === "" ? "no" : "yes",
  });
}

/** A number as it can be typed without doubt: no sign but the decimal one. */
function written(text: string | undefined, language: string): string {
  return text === undefined ? "" : numberText(text, language);
}
