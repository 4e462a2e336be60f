import { Button, Modal, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type CalendarFault,
  type CalendarPreview,
  type ChosenFile,
  commands,
  type JsonValue,
  type SkippedEvent,
  unwrap,
} from "../bridge";
import { ErrorNotice } from "../errors";
import { shownName, useText } from "../i18n";
import { addChosen, type Chosen } from "./choices";
import { DayChoices } from "./DayChoices";
import { choicesOfFile, type HolidaysAdded } from "./holidays";
import classes from "./Offers.module.css";
import { fileOffersOf } from "./offers";

interface CalendarDialogProps {
  readonly file: ChosenFile;
  readonly stored: JsonValue;
  readonly today: Date;
  /** Whether the system keeps a year with a holiday. */
  readonly yearKept: boolean;
  readonly onAdd: (added: HolidaysAdded) => void;
  readonly onOther: () => void;
  readonly onClose: () => void;
}

/** What a calendar file holds, to choose from. */
export function CalendarDialog({ file, ...rest }: CalendarDialogProps) {
  const { t } = useText();
  const { onClose, onOther } = rest;
  const reading = useQuery({
    queryKey: ["calendarFile", file.token],
    queryFn: () => unwrap(commands.previewCalendar(file.token)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const read = reading.data?.kind === "read" ? reading.data.preview : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("holidays.fileTitle")}
      size={640}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.dialog}>
        <p className={classes.file}>
          <bdi>{shownName(file.name)}</bdi>
        </p>
        {read !== undefined && read.kept.length > 0 ? (
          <Found preview={read} {...rest} />
        ) : (
          <>
            {reading.isError && !reading.isFetching ? (
              <ErrorNotice error={reading.error} onRetry={() => void reading.refetch()} />
            ) : reading.data === undefined ? (
              <div className={classes.loading} role="status" aria-label={t("holidays.reading")}>
                {[72, 58, 66].map((width) => (
                  <Skeleton key={width} height={18} width={`${width}%`} />
                ))}
              </div>
            ) : (
              <Refusal fault={reading.data.kind === "refused" ? reading.data.fault : "noDays"} />
            )}
            {read !== undefined && <PassedOver preview={read} />}
            <div className={classes.actions}>
              <Button onClick={onClose}>{t("common.cancel")}</Button>
              <Button variant="filled" onClick={onOther}>
                {t("holidays.otherFile")}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

function Refusal({ fault }: { readonly fault: CalendarFault | "noDays" }) {
  const { t } = useText();
  return (
    <div className={classes.refusal} role="alert">
      <strong>{t(`holidays.fault.${fault}`)}</strong>
      <p>{t(`holidays.fault.${fault}.hint`)}</p>
    </div>
  );
}

interface FoundProps extends Omit<CalendarDialogProps, "file"> {
  readonly preview: CalendarPreview;
}

function Found({ preview, stored, today, yearKept, onAdd, onOther, onClose }: FoundProps) {
  const { t, format } = useText();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [restShown, setRestShown] = useState(false);
  const choices = choicesOfFile(preview.kept, today);
  const offered = fileOffersOf(choices, { stored, t, format });
  const past = offered.filter((day) => !day.advised);
  const shown = restShown || past.length === offered.length ? offered : offered.filter((day) => day.advised);
  const result = addChosen(stored, offered, chosen);
  const dated = choices.some(({ year, ahead }) => year !== undefined && (ahead || restShown));
  return (
    <>
      {dated && !yearKept && <p className={classes.note}>{t("holidays.datedNote")}</p>}
      <DayChoices
        label={t("holidays.daysFound", { count: offered.length })}
        days={shown}
        chosen={chosen}
        onChange={setChosen}
      />
      {shown.length < offered.length && (
        <div className={classes.more}>
          <Button size="xs" variant="subtle" onClick={() => setRestShown(true)}>
            {t("holidays.showMore", { count: offered.length - shown.length })}
          </Button>
        </div>
      )}
      <PassedOver preview={preview} />
      <div className={classes.actions}>
        <Button data-aside variant="subtle" onClick={onOther}>
          {t("holidays.otherFile")}
        </Button>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button variant="filled" disabled={result.added === 0} onClick={() => onAdd(result)}>
          {t("holidays.addCount", { count: result.added })}
        </Button>
      </div>
    </>
  );
}

/** What of the file cannot be a holiday, and why. */
function PassedOver({ preview: { skipped, flaws } }: { readonly preview: CalendarPreview }) {
  const { t } = useText();
  if (skipped.length === 0 && flaws === 0) {
    return null;
  }
  return (
    <div className={classes.skipped}>
      {skipped.length > 0 && (
        <details>
          <summary>{t("holidays.skipped", { count: skipped.length })}</summary>
          <ul>
            {skipped.map((event, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list of a file that was read once never changes.
              <li key={at}>
                <Skipped event={event} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {flaws > 0 && <p>{t("holidays.flaws", { count: flaws })}</p>}
    </div>
  );
}

function Skipped({ event }: { readonly event: SkippedEvent }) {
  const { t, format } = useText();
  const [year, month, day] = (event.date ?? "").split("-").map(Number);
  const date =
    year !== undefined && month !== undefined && day !== undefined
      ? format.calendarDay({ year, month, day }, "short", "numeric")
      : undefined;
  return (
    <>
      <bdi>{shownName(event.name, t("hours.unnamed"))}</bdi>
      {date !== undefined && ` · ${date}`}
      {" · "}
      {t(`holidays.skip.${event.reason}`)}
    </>
  );
}
