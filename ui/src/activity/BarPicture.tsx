import { type PointerEvent, useState } from "react";
import classes from "./BarPicture.module.css";
import { niceTop } from "./metrics";

export interface Bar {
  readonly key: string;
  /** Below the bar, where there is room. */
  readonly short: string;
  /** In the words above the picture. */
  readonly long: string;
  readonly value: number;
}

interface BarPictureProps {
  readonly bars: readonly Bar[];
  /** What the picture says, for those who cannot see it. */
  readonly label: string;
  readonly ofLength: boolean;
  readonly words: (value: number) => string;
  readonly axisWords: (value: number) => string;
}

const height = 100;
const mostLabels = 8;

/**
 * A few bars. The chart libraries at hand assign to members that every object has, which the program forbids, so this is drawn
 * here.
 */
export function BarPicture({ bars, label, ofLength, words, axisWords }: BarPictureProps) {
  const [pointed, setPointed] = useState<number>();
  const most = bars.reduce((top, bar, at) => (bar.value > (bars[top]?.value ?? 0) ? at : top), 0);
  const shown = bars[pointed ?? most];
  const top = niceTop(bars[most]?.value ?? 0, ofLength);
  const share = bars.length > 10 ? 0.72 : 0.44;
  const every = Math.ceil(bars.length / mostLabels);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * bars.length);
    setPointed(at >= 0 && at < bars.length ? at : undefined);
  };
  return (
    <div>
      <p className={classes.said} aria-hidden>
        <b data-figures>{shown === undefined ? "" : words(shown.value)}</b> {shown?.long}
      </p>
      <div className={classes.chart} role="img" aria-label={label}>
        <div className={classes.axis} data-figures>
          {[top, top / 2, 0].map((value) => (
            <span key={value}>{axisWords(value)}</span>
          ))}
        </div>
        <svg
          className={classes.plot}
          viewBox={`0 0 ${bars.length} ${height}`}
          preserveAspectRatio="none"
          aria-hidden
          onPointerMove={point}
          onPointerLeave={() => setPointed(undefined)}
        >
          {[0, height / 2, height].map((y) => (
            <line key={y} className={classes.grid} x1="0" x2={bars.length} y1={y} y2={y} />
          ))}
          {bars.map((bar, at) => {
            const tall = top === 0 ? 0 : (bar.value / top) * height;
            return (
              <rect
                key={bar.key}
                className={classes.bar}
                data-pointed={at === pointed}
                x={at + (1 - share) / 2}
                y={height - tall}
                width={share}
                height={tall}
              />
            );
          })}
        </svg>
        <div
          className={classes.labels}
          style={{ gridTemplateColumns: `repeat(${bars.length}, minmax(0, 1fr))` }}
        >
          {bars.map((bar, at) => (
            <span key={bar.key}>{at % every === 0 ? <span>{bar.short}</span> : null}</span>
          ))}
        </div>
      </div>
    </div>
  );
}
