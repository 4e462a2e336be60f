/** The controls that choose one of many: choices, references, countries, languages. */
import { getCountries } from "libphonenumber-js/min";
import { useMemo } from "react";
import type { ChoiceOption } from "../bridge";
import { isMessageId, type Texts, useText } from "../i18n";
import { allHold, isNeeded } from "../session/conditions";
import { type ControlProps, textOf } from "./control";
import { Picker, type PickerOption } from "./Picker";
import { useHalf, type Why } from "./useHalf";
import { useLearned } from "./useLearned";
import { languageWords, optionWords } from "./words";

/** Known values that belong to this document, then those that other agents have. A choice that is not open takes no other. */
export function ChoiceControl(props: ControlProps<"choice">) {
  const { session, control, field } = props;
  const texts = useText();
  const { system } = session;
  const learned = useLearned(session.connection, control.learned);
  const value = textOf(props.value);
  const offered = control.options.filter((option) => allHold(option.shownWhen, session));
  const others = learned
    .map((each) => each.value)
    // A value of another circumstance is not offered again because somebody else has it.
    .filter((each) => !control.options.some((option) => option.value === each));
  const listed = [...offered.map((option) => option.value), ...others];
  // A stored value is always there, and said in words.
  const values = value === "" || listed.includes(value) ? listed : [value, ...listed];
  const options = values.map((each): PickerOption => {
    const option = control.options.find((known) => known.value === each);
    return {
      value: each,
      label: optionWords({ system, texts }, field.key, each),
      line: option === undefined ? undefined : optionLine(system.id, field.key, option, texts),
    };
  });
  return (
    <Picker
      {...props}
      options={options}
      value={value}
      open={control.open}
      half={useHalf(session, field.pointer)}
      clearable={!isNeeded(session, field) && field.clearing !== "notPossible"}
    />
  );
}

/** What there is to say about an option, and what a model costs and takes in, in the vendor's words. */
function optionLine(
  system: string,
  key: string,
  { value, price, context }: ChoiceOption,
  { t }: Texts,
): string | undefined {
  const hint = `${system}.optionHint.${key}.${value}`;
  const parts = [
    isMessageId(hint) ? t(hint) : undefined,
    price === null ? undefined : t("forms.price", { price }),
    context === null ? undefined : t("forms.contextSize", { context }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" · ");
}

export const notAUuid: Why = { code: "notAUuid", context: {} };
export const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** Something elsewhere, by its name where other agents name it; its id may be typed. */
export function ReferenceControl(props: ControlProps<"reference">) {
  const { session, control, field } = props;
  const { t } = useText();
  const learned = useLearned(session.connection, control.learned);
  const options = learned.map(({ value, label, agents }) => ({
    value,
    label,
    detail: t("controls.usedBy", { count: agents }),
  }));
  return (
    <Picker
      {...props}
      options={options}
      value={textOf(props.value)}
      open
      accepts={(typed) => uuid.test(typed)}
      half={useHalf(session, field.pointer)}
      refusal={notAUuid}
      clearable={session.agent === null || field.clearing !== "notPossible"}
      width="wide"
    />
  );
}

const notACountry: Why = { code: "notACountry", context: {} };

export function CountryControl(props: ControlProps<"country">) {
  const { format } = useText();
  const options = useMemo(
    () =>
      getCountries()
        .filter((code) => code.length === 2 && code !== "AC" && code !== "TA")
        .map((code) => ({ value: code as string, label: format.region(code), detail: code as string }))
        .sort((one, other) => format.compare(one.label, other.label)),
    [format],
  );
  return (
    <Picker
      {...props}
      options={options}
      value={textOf(props.value)}
      open={false}
      half={useHalf(props.session, props.field.pointer)}
      refusal={notACountry}
      clearable={props.field.clearing !== "notPossible"}
    />
  );
}

// Tags that speech services commonly take. None is promised: any other tag may be typed.
const common = [
  "ar-AE",
  "ar-EG",
  "ar-SA",
  "bg-BG",
  "ca-ES",
  "cs-CZ",
  "da-DK",
  "de-AT",
  "de-CH",
  "de-DE",
  "el-GR",
  "en-AU",
  "en-CA",
  "en-GB",
  "en-IE",
  "en-IN",
  "en-NZ",
  "en-US",
  "en-ZA",
  "es-AR",
  "es-CL",
  "es-CO",
  "es-ES",
  "es-MX",
  "es-PE",
  "es-US",
  "et-EE",
  "fi-FI",
  "fr-BE",
  "fr-CA",
  "fr-CH",
  "fr-FR",
  "he-IL",
  "hi-IN",
  "hr-HR",
  "hu-HU",
  "id-ID",
  "it-IT",
  "ja-JP",
  "ko-KR",
  "lt-LT",
  "lv-LV",
  "ms-MY",
  "nb-NO",
  "nl-BE",
  "nl-NL",
  "pl-PL",
  "pt-BR",
  "pt-PT",
  "ro-RO",
  "ru-RU",
  "sk-SK",
  "sl-SI",
  "sr-RS",
  "sv-SE",
  "th-TH",
  "tr-TR",
  "uk-UA",
  "vi-VN",
  "zh-CN",
  "zh-TW",
];

const notATag: Why = { code: "wrongForm", context: { expected: "languageTag" } };

/** Tags begin with a code of two or three letters: "English" is a well-formed tag, too, but nobody means one by it. */
const begins = /^(?:[a-z]{2,3}|[ix])(?:[-_]|$)/i;

function isTag(typed: string): boolean {
  try {
    return begins.test(typed) && Intl.getCanonicalLocales(typed.replaceAll("_", "-")).length === 1;
  } catch {
    return false;
  }
}

/** Tags by the names of their languages; a closed list holds only those that its document names. */
export function LanguageControl(props: ControlProps<"language">) {
  const { control, field, session } = props;
  const texts = useText();
  const { format } = texts;
  const value = textOf(props.value);
  const options = useMemo(() => {
    const tags = new Set([
      ...control.known,
      ...(control.open ? common : []),
      ...(value === "" ? [] : [value]),
    ]);
    return [...tags]
      .map((tag) => ({
        value: tag,
        label: languageWords({ system: session.system, texts }, field.key, tag),
        // A word of the system's own is no tag that anybody knows.
        detail: isMessageId(`${session.system.id}.option.${field.key}.${tag}`) ? undefined : tag,
      }))
      .sort((one, other) => format.compare(one.label, other.label));
  }, [control.known, control.open, value, format, texts, session.system, field.key]);
  return (
    <Picker
      {...props}
      options={options}
      value={value}
      open={control.open}
      accepts={isTag}
      half={useHalf(session, field.pointer)}
      refusal={control.open ? notATag : undefined}
      clearable={!isNeeded(session, field) && field.clearing !== "notPossible"}
    />
  );
}
