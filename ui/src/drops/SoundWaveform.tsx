import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { commands, unwrap, type WaveformView } from "../bridge";
import classes from "./Sound.module.css";
import type { Span } from "./soundEdit";

interface SoundWaveformProps {
  readonly connection: string;
  readonly token: string;
  readonly span: Span;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

const buckets = 600;
const height = 96;

/** A part of a chosen sound, as fine as the zoom asks. */
export function SoundWaveform({ connection, token, span, label }: SoundWaveformProps) {
  const view = useQuery({
    queryKey: [connection, "soundView", token, span.from, span.to],
    queryFn: () => unwrap(commands.soundView(token, span.from, span.to, buckets)),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const path = useMemo(() => (view.data === undefined ? "" : outline(view.data)), [view.data]);
  return (
    <svg
      className={classes.wave}
      viewBox={`0 0 ${buckets} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className={classes.middle} d={`M0 ${height / 2}H${buckets}`} vectorEffect="non-scaling-stroke" />
      <path className={classes.outline} d={path} />
    </svg>
  );
}

/** Up along the highest values and back along the lowest; silence keeps a hair's breadth. */
function outline({ lows, highs }: WaveformView): string {
  const count = Math.max(1, highs.length - 1);
  const hair = 0.5;
  const point = (at: number, value: number, least: number) =>
    `${((at * buckets) / count).toFixed(1)} ${(height / 2 - value * (height / 2 - 2) + least).toFixed(2)}`;
  const above = highs.map((value, at) => point(at, value, -hair));
  const below = lows.map((value, at) => point(at, value, hair)).reverse();
  return above.length === 0 ? "" : `M${[...above, ...below].join("L")}Z`;
}
