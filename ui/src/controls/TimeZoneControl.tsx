import { useMemo } from "react";
import { useText } from "../i18n";
import { useNow } from "../window/useNow";
import { type ControlProps, textOf } from "./control";
import { Picker } from "./Picker";
import { useHalf, type Why } from "./useHalf";
import { useZoneOptions } from "./useZoneOptions";
import { isZone, offsetOf } from "./zones";

const notATimeZone: Why = { code: "notATimeZone", context: {} };

/** Found by town, country or any name it had, with the offset and the clock there. */
export function TimeZoneControl(props: ControlProps<"timeZone">) {
  const { format, language } = useText();
  const now = useNow();
  const value = textOf(props.value);
  const zones = useZoneOptions(value);
  const options = useMemo(
    () =>
      zones.map((option) => ({
        ...option,
        // Only asked once the list is open: there are hundreds of zones.
        detail: () => {
          const offset = offsetOf(option.value, new Date(), language);
          return offset === undefined ? undefined : `${offset} · ${format.time(new Date(), option.value)}`;
        },
      })),
    [zones, language, format],
  );
  const offset = value === "" ? undefined : offsetOf(value, now, language);
  return (
    <Picker
      {...props}
      hint={
        offset === undefined ? (
          props.hint
        ) : (
          <>
            {format.time(now, value)} · {offset}
            <br />
            {props.hint}
          </>
        )
      }
      options={options}
      value={value}
      open
      accepts={isZone}
      half={useHalf(props.session, props.field.pointer)}
      refusal={notATimeZone}
      clearable={props.field.clearing !== "notPossible"}
    />
  );
}
