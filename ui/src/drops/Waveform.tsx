import { useMemo } from "react";
import classes from "./Drops.module.css";
import { bars } from "./names";

interface WaveformProps {
  /** Loudest value of each slice, 0 to 1. */
  readonly peaks: readonly number[];
  /** How far it has been played, 0 to 1. */
  readonly played: number;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

const most = 140;
const height = 48;
const pitch = 4;
const thickness = 2.5;

/** A sound as bars; what was played stands out. */
export function Waveform({ peaks, played, label }: WaveformProps) {
  const loud = useMemo(() => bars(peaks, most), [peaks]);
  const width = Math.max(1, loud.length * pitch);
  return (
    <svg
      className={classes.waveform}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {loud.map((value, at) => {
        const tall = Math.max(2, value * height);
        const x = at * pitch;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={at}
            data-played={(at + 0.5) / loud.length <= played}
            x={x}
            y={(height - tall) / 2}
            width={thickness}
            height={tall}
            rx={1}
          />
        );
      })}
    </svg>
  );
}
