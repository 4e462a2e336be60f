/** The controls that choose one of many: choices, references, countries, languages. */
import { getCountries } from "libphonenumber-js/min";
import { useMemo } from "react";
import { useText } from "../i18n";
import { type ControlProps, textOf } from "./control";
import { Picker, type PickerOption } from "./Picker";
import { useLearned } from "./useLearned";
import { optionWords } from "./words";

/** Known values, then those that other agents have. A choice that is not open takes no other. */
export function ChoiceControl(props: ControlProps<"choice">) {
  const { session, control, field } = props;
  const texts = useText();
  const learned = useLearned(session.connection, control.learned);
  const options = useMemo<PickerOption[]>(() => {
    const known = control.options.map((option) => option.value);
    const others = learned.map((each) => each.value).filter((value) => !known.includes(value));
    return [...known, ...others].map((value) => ({
      value,
      label: optionWords({ system: session.system, texts }, field.key, value),
    }));
  }, [control, learned, field.key, session.system, texts]);
  const value = textOf(props.value);
  // A value nobody knows is still said in words.
  const shown =
    value === "" || options.some((option) => option.value === value)
      ? options
      : [{ value, label: optionWords({ system: session.system, texts }, field.key, value) }, ...options];
  return (
    <Picker
      {...props}
      options={shown}
      value={value}
      open={control.open}
      clearable={!field.required && field.clearing !== "notPossible"}
    />
  );
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

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
      clearable={session.agent === null || field.clearing !== "notPossible"}
      width="wide"
    />
  );
}

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

function isTag(typed: string): boolean {
  try {
    return Intl.getCanonicalLocales(typed.replaceAll("_", "-")).length === 1;
  } catch {
    return false;
  }
}

export function LanguageControl(props: ControlProps<"language">) {
  const { control, field } = props;
  const { format } = useText();
  const value = textOf(props.value);
  const options = useMemo(() => {
    const tags = [...new Set([...control.known, ...common, ...(value === "" ? [] : [value])])];
    return tags
      .map((tag) => ({ value: tag, label: format.languageName(tag), detail: tag }))
      .sort((one, other) => format.compare(one.label, other.label));
  }, [control.known, value, format]);
  return (
    <Picker
      {...props}
      options={options}
      value={value}
      open
      accepts={isTag}
      clearable={field.clearing !== "notPossible"}
    />
  );
}
