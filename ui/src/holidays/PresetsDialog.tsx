import { Button, Modal, SegmentedControl, Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { JsonValue } from "../bridge";
import { useText } from "../i18n";
import { addChosen, type Chosen } from "./choices";
import { DayChoices } from "./DayChoices";
import type { HolidaysAdded } from "./holidays";
import classes from "./Offers.module.css";
import { offersOf } from "./offers";
import {
  type PresetChoice,
  type PresetPlace,
  presetCountries,
  presetCountryOf,
  presetHolidays,
  presetRegions,
  presetSource,
} from "./presets";

interface PresetsDialogProps {
  readonly stored: JsonValue;
  /** The agent's time zone, from which its country is taken. */
  readonly zone: string | undefined;
  readonly today: Date;
  /** Whether the system keeps a year with a holiday. */
  readonly yearKept: boolean;
  readonly onAdd: (added: HolidaysAdded) => void;
  readonly onClose: () => void;
}

/** The public holidays of a place and a year, to choose from. */
export function PresetsDialog(props: PresetsDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("holidays.presetsTitle")}
      size={640}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Presets {...props} />
    </Modal>
  );
}

const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } as const;

function Presets({ stored, zone, today, yearKept, onAdd, onClose }: PresetsDialogProps) {
  const { t, format, language } = useText();
  const now = today.getFullYear();
  const [place, setPlace] = useState<PresetChoice>();
  // From October on a year of days that move is mostly gone: the next one is meant.
  const [year, setYear] = useState(today.getMonth() >= 9 ? now + 1 : now);
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const yearLabel = useId();

  const countries = useQuery({
    queryKey: ["publicHolidays", "countries", language, zone],
    queryFn: async () => ({
      all: await presetCountries(language),
      own: await presetCountryOf(zone, navigator.languages),
    }),
    ...kept,
  });
  const own = countries.data?.own;
  const choice = place ?? (own === undefined ? undefined : { country: own });
  const regions = useQuery({
    queryKey: ["publicHolidays", "regions", language, choice?.country],
    queryFn: () => presetRegions({ country: choice?.country ?? "" }, language),
    enabled: choice !== undefined,
    ...kept,
  });
  const parts = useQuery({
    queryKey: ["publicHolidays", "parts", language, choice?.country, choice?.region],
    queryFn: () => presetRegions({ country: choice?.country ?? "", region: choice?.region ?? "" }, language),
    enabled: choice?.region !== undefined,
    ...kept,
  });
  const found = useQuery({
    queryKey: ["publicHolidays", "days", language, choice, year],
    queryFn: () => presetHolidays(choice ?? { country: "" }, year, language),
    enabled: choice !== undefined,
    ...kept,
  });
  const failed = [countries, regions, parts, found].filter((query) => query.isError && !query.isFetching);
  const days = found.data === undefined ? undefined : offersOf(found.data, { stored, today, t, format });
  const result = days === undefined ? undefined : addChosen(stored, days, chosen);
  const go = (next: PresetChoice) => {
    setPlace(next);
    setChosen(new Map());
  };
  const placeName = [countries.data?.all, regions.data, parts.data]
    .map((list, at) => nameIn(list, [choice?.country, choice?.region, choice?.part][at]))
    .findLast((name) => name !== undefined);
  const moving = found.data?.some((day) => day.moves !== "never" || day.once) === true;

  return (
    <div className={classes.dialog}>
      <div className={classes.place}>
        <Select
          label={t("holidays.country")}
          placeholder={countries.isPending ? t("common.loading") : t("holidays.chooseCountry")}
          searchable
          allowDeselect={false}
          disabled={countries.data === undefined}
          nothingFoundMessage={t("holidays.noSuchCountry")}
          data={optionsOf(countries.data?.all)}
          value={choice?.country ?? null}
          onChange={(country) => country !== null && go({ country })}
        />
        {choice !== undefined && (regions.data?.length ?? 0) > 0 && (
          <Select
            label={t("holidays.region")}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t("holidays.noSuchRegion")}
            data={[{ value: "", label: t("holidays.wholeCountry") }, ...optionsOf(regions.data)]}
            value={choice.region ?? ""}
            onChange={(region) =>
              go({ country: choice.country, ...(region === null || region === "" ? {} : { region }) })
            }
          />
        )}
        {choice?.region !== undefined && (parts.data?.length ?? 0) > 0 && (
          <Select
            label={t("holidays.part")}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t("holidays.noSuchRegion")}
            data={[{ value: "", label: t("holidays.wholeRegion") }, ...optionsOf(parts.data)]}
            value={choice.part ?? ""}
            onChange={(part) => {
              const { part: _before, ...region } = choice;
              go({ ...region, ...(part === null || part === "" ? {} : { part }) });
            }}
          />
        )}
        <div className={classes.years}>
          <span id={yearLabel}>{t("holidays.year")}</span>
          <SegmentedControl
            className={classes.segments}
            aria-labelledby={yearLabel}
            value={String(year)}
            data={[now, now + 1].map(String)}
            onChange={(value) => {
              setYear(Number(value));
              setChosen(new Map());
            }}
          />
        </div>
      </div>
      {failed.length > 0 ? (
        <div className={classes.refusal} role="alert">
          <strong>{t("holidays.loadFailed")}</strong>
          <p>{t("holidays.loadFailedHint")}</p>
          <Button onClick={() => failed.forEach((query) => void query.refetch())}>
            {t("common.tryAgain")}
          </Button>
        </div>
      ) : choice === undefined && countries.data !== undefined ? (
        <p className={classes.file}>{t("holidays.noCountryYet")}</p>
      ) : days === undefined ? (
        <div className={classes.loading} role="status" aria-label={t("holidays.loading")}>
          {[78, 62, 70, 54, 66].map((width) => (
            <Skeleton key={width} height={18} width={`${width}%`} />
          ))}
        </div>
      ) : days.length === 0 ? (
        <div className={classes.refusal} role="status">
          <strong>{t("holidays.noneKnown", { place: placeName ?? "", year: String(year) })}</strong>
          <p>{t("holidays.noneKnownHint")}</p>
        </div>
      ) : (
        <>
          {moving && !yearKept && (
            <p className={classes.note}>{t("holidays.movingNote", { year: String(year) })}</p>
          )}
          <DayChoices
            label={t("holidays.daysOf", { place: placeName ?? "", year: String(year) })}
            days={days}
            chosen={chosen}
            onChange={setChosen}
          />
        </>
      )}
      <p className={classes.source}>
        {t("holidays.source", { name: presetSource.name, licence: presetSource.licence })}{" "}
        <bdi>{presetSource.address.replace("https://", "")}</bdi>
        {" · "}
        <bdi>{presetSource.licenceAddress.replace("https://", "")}</bdi>
      </p>
      <div className={classes.actions}>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button
          variant="filled"
          disabled={result === undefined || result.added === 0}
          onClick={() => result !== undefined && onAdd(result)}
        >
          {t("holidays.addCount", { count: result?.added ?? 0 })}
        </Button>
      </div>
    </div>
  );
}

function optionsOf(places: readonly PresetPlace[] | undefined) {
  return (places ?? []).map(({ code, name }) => ({ value: code, label: name }));
}

function nameIn(places: readonly PresetPlace[] | undefined, code: string | undefined): string | undefined {
  return places?.find((place) => place.code === code)?.name;
}
