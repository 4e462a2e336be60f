import { ActionIcon, Switch, TextInput, Tooltip } from "@mantine/core";
import IconArrowsHorizontal from "@tabler/icons-react/dist/esm/icons/IconArrowsHorizontal.mjs";
import IconChevronLeft from "@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconZoomIn from "@tabler/icons-react/dist/esm/icons/IconZoomIn.mjs";
import IconZoomOut from "@tabler/icons-react/dist/esm/icons/IconZoomOut.mjs";
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import type { SoundFacts } from "../bridge";
import { useText } from "../i18n";
import { showSeconds } from "./names";
import classes from "./Sound.module.css";
import { SoundWaveform } from "./SoundWaveform";
import {
  type Editing,
  moved,
  readMoment,
  type Span,
  shortest,
  showing,
  showMoment,
  silenceOf,
  withEnd,
  withStart,
  zoomed,
} from "./soundEdit";
import { TrimHandle } from "./TrimHandle";

interface SoundEditorProps {
  readonly connection: string;
  readonly token: string;
  readonly facts: SoundFacts;
  readonly editing: Editing;
  readonly disabled: boolean;
  /** How long it will be, in seconds; nothing while that is being found out. */
  readonly length: number | undefined;
  /** What plays, in seconds of the original. */
  readonly playhead: number | undefined;
  readonly onChange: (editing: Editing) => void;
}

/** A sound to be cut: seen as close as one likes, its two ends moved or typed, its silence cut, its ends faded. */
export function SoundEditor(props: SoundEditorProps) {
  const { connection, token, facts, editing, disabled, playhead, onChange } = props;
  const { t, format } = useText();
  const length = facts.seconds;
  const [span, setSpan] = useState<Span>({ from: 0, to: length });
  const [end, setEnd] = useState<"start" | "end">("start");
  const box = useRef<HTMLDivElement>(null);
  const hint = useId();
  const mark = format.number(1.5).charAt(1);
  const width = span.to - span.from;
  const placeOf = (moment: number) => (moment - span.from) / Math.max(width, 0.001);
  const momentAt = (clientX: number) => {
    const area = box.current?.getBoundingClientRect();
    return area === undefined ? 0 : span.from + ((clientX - area.left) / Math.max(area.width, 1)) * width;
  };
  const move = (side: "start" | "end", seconds: number) => {
    const next = side === "start" ? withStart(editing, seconds) : withEnd(editing, seconds, length);
    setSpan((now) => showing(now, side === "start" ? next.start : next.end, length));
    onChange(next);
  };
  const zoom = (way: 1 | -1) => {
    const around = end === "start" ? editing.start : editing.end;
    setSpan((now) => zoomed(now, around, way === 1 ? 0.5 : 2, length));
  };
  useWheelZoom(box, (clientX, factor) => setSpan((now) => zoomed(now, momentAt(clientX), factor, length)));
  const spoken = (seconds: number) => t("drops.seconds", { seconds: format.number(round(seconds)) });
  const handle = (side: "start" | "end") => (
    <TrimHandle
      side={side}
      label={t(side === "start" ? "drops.start" : "drops.end")}
      value={round(editing[side])}
      spoken={spoken(editing[side])}
      least={side === "start" ? 0 : round(editing.start + shortest)}
      most={side === "start" ? round(editing.end - shortest) : round(length)}
      place={placeOf(editing[side])}
      describedBy={hint}
      momentAt={momentAt}
      onMove={(seconds) => !disabled && move(side, seconds)}
      onZoom={zoom}
      onHold={() => setEnd(side)}
    />
  );
  const whole = width >= length;
  return (
    <div className={classes.editor}>
      <div className={classes.stage} ref={box}>
        <div className={classes.clip}>
          <SoundWaveform
            connection={connection}
            token={token}
            span={span}
            label={t("drops.waveform", { length: showSeconds(length) })}
          />
          <i className={classes.cut} style={{ left: 0, width: percent(placeOf(editing.start)) }} />
          <i className={classes.cut} style={{ right: 0, width: percent(1 - placeOf(editing.end)) }} />
          {playhead !== undefined && (
            <i className={classes.playhead} style={{ left: percent(placeOf(playhead)) }} />
          )}
        </div>
        {handle("start")}
        {handle("end")}
      </div>
      <div className={classes.under}>
        <MomentField
          label={t("drops.start")}
          value={editing.start}
          mark={mark}
          disabled={disabled}
          onMove={(seconds) => move("start", seconds)}
        />
        <MomentField
          label={t("drops.end")}
          value={editing.end}
          mark={mark}
          disabled={disabled}
          onMove={(seconds) => move("end", seconds)}
        />
        <span className={classes.kept} data-figures>
          {t("drops.kept", { length: showMoment(props.length ?? editing.end - editing.start, mark) })}
        </span>
        <fieldset className={classes.zoom} aria-label={t("drops.zoom")}>
          <IconButton label={t("drops.zoomOut")} disabled={whole} onClick={() => zoom(-1)}>
            <IconZoomOut size={18} stroke={1.5} />
          </IconButton>
          <IconButton label={t("drops.zoomIn")} disabled={width <= 0.5} onClick={() => zoom(1)}>
            <IconZoomIn size={18} stroke={1.5} />
          </IconButton>
          <IconButton
            label={t("drops.zoomAll")}
            disabled={whole}
            onClick={() => setSpan({ from: 0, to: length })}
          >
            <IconArrowsHorizontal size={18} stroke={1.5} />
          </IconButton>
          <IconButton
            label={t("drops.earlier")}
            disabled={span.from <= 0}
            onClick={() => setSpan((now) => moved(now, -0.5, length))}
          >
            <IconChevronLeft size={18} stroke={1.5} />
          </IconButton>
          <IconButton
            label={t("drops.later")}
            disabled={span.to >= length}
            onClick={() => setSpan((now) => moved(now, 0.5, length))}
          >
            <IconChevronRight size={18} stroke={1.5} />
          </IconButton>
        </fieldset>
      </div>
      <p className={classes.hint} id={hint}>
        {t("drops.trimHint")}
      </p>
      <Switches {...props} />
    </div>
  );
}

/** The wheel zooms around the pointer while Ctrl is held; a plain turn scrolls the page. */
function useWheelZoom(box: RefObject<HTMLElement | null>, zoom: (clientX: number, factor: number) => void) {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const area = box.current;
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        // Or the whole window would be zoomed; only a listener that is not passive can say so.
        event.preventDefault();
        latest.current(event.clientX, Math.exp(Math.max(-1, Math.min(1, event.deltaY / 200))));
      }
    };
    area?.addEventListener("wheel", turn, { passive: false });
    return () => area?.removeEventListener("wheel", turn);
  }, [box]);
}

/** What is done to the part besides cutting it. */
function Switches({ facts, editing, disabled, onChange }: SoundEditorProps) {
  const { t, format } = useText();
  const silence = silenceOf(facts.findings);
  const seconds = (value: number) => format.number(Math.round(value * 10) / 10);
  const both = silence.start > 0 && silence.end > 0;
  const offer = both ? "drops.cutBoth" : silence.start > 0 ? "drops.cutStart" : "drops.cutEnd";
  return (
    <div className={classes.switches}>
      {(silence.start > 0 || silence.end > 0) && (
        <Switch
          label={t(offer, { start: seconds(silence.start), end: seconds(silence.end) })}
          checked={editing.cutSilence}
          disabled={disabled}
          onChange={(event) => onChange({ ...editing, cutSilence: event.currentTarget.checked })}
        />
      )}
      <Switch
        label={t("drops.levelled")}
        checked={editing.levelled}
        disabled={disabled}
        onChange={(event) => onChange({ ...editing, levelled: event.currentTarget.checked })}
      />
      <Switch
        label={t("drops.fadeIn")}
        checked={editing.fadeIn}
        disabled={disabled}
        onChange={(event) => onChange({ ...editing, fadeIn: event.currentTarget.checked })}
      />
      <Switch
        label={t("drops.fadeOut")}
        checked={editing.fadeOut}
        disabled={disabled}
        onChange={(event) => onChange({ ...editing, fadeOut: event.currentTarget.checked })}
      />
    </div>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function IconButton({ label, disabled, onClick, children }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface MomentFieldProps {
  readonly label: string;
  readonly value: number;
  readonly mark: string;
  readonly disabled: boolean;
  readonly onMove: (seconds: number) => void;
}

/** A moment that can be typed; what is no time is said and put back when the field is left. */
function MomentField({ label, value, mark, disabled, onMove }: MomentFieldProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<string>();
  const settle = () => {
    const seconds = typed === undefined ? undefined : readMoment(typed);
    if (seconds !== undefined) {
      onMove(seconds);
    }
    setTyped(undefined);
  };
  return (
    <TextInput
      label={label}
      data-figures
      className={classes.moment}
      value={typed ?? showMoment(value, mark)}
      inputMode="decimal"
      autoComplete="off"
      disabled={disabled}
      error={typed !== undefined && readMoment(typed) === undefined ? t("drops.noMoment") : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter" && typed !== undefined) {
          event.preventDefault();
          settle();
        }
      }}
    />
  );
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

function percent(share: number): string {
  return `${Math.min(1, Math.max(0, share)) * 100}%`;
}
