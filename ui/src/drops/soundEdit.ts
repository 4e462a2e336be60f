/** What is made of a chosen sound before it is stored: which part, how loud, how it begins and ends. Pure. */
import type { SoundEdit, SoundFacts, SoundFinding, TelephoneRate } from "../bridge";

/** What the admin set. Seconds of the original. */
export interface Editing {
  readonly start: number;
  readonly end: number;
  readonly cutSilence: boolean;
  readonly fadeIn: boolean;
  readonly fadeOut: boolean;
  readonly levelled: boolean;
  readonly rate: TelephoneRate;
}

/** What is seen of a sound, in seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** AES TD1008 asks for this loudness of speech; the peak leaves room for the coders of a call. */
export const speech = { loudness: -18, truePeak: -2 } as const;
/** Shorter is no drop, and would let the two ends pass each other. */
export const shortest = 0.1;
const fadeInMs = 200;
const fadeOutMs = 400;
/** No zoom shows less, in seconds. */
const closest = 0.5;

/** All of a sound whose length is not known yet. */
export const untouched: Editing = {
  start: 0,
  end: Number.POSITIVE_INFINITY,
  cutSilence: false,
  fadeIn: false,
  fadeOut: false,
  levelled: true,
  rate: "wide",
};

export function wholeOf(facts: SoundFacts): Editing {
  return { ...untouched, end: facts.seconds };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(most, least), Math.max(least, value));
}

/** Hundredths are as fine as anybody sets an end. */
function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

export function withStart(now: Editing, start: number): Editing {
  return { ...now, start: clamp(hundredths(start), 0, now.end - shortest) };
}

export function withEnd(now: Editing, end: number, length: number): Editing {
  return { ...now, end: Math.min(length, Math.max(now.start + shortest, hundredths(end))) };
}

export function editOf(now: Editing, length: number): SoundEdit {
  return {
    startMs: Math.round(now.start * 1000),
    endMs: now.end >= length ? null : Math.round(now.end * 1000),
    cutSilence: now.cutSilence,
    fadeInMs: now.fadeIn ? fadeInMs : 0,
    fadeOutMs: now.fadeOut ? fadeOutMs : 0,
    level: now.levelled ? speech : null,
    rate: now.rate,
  };
}

/** Closer (`factor` below 1) or further away, around a moment, never beyond the sound. */
export function zoomed(span: Span, around: number, factor: number, length: number): Span {
  const width = clamp((span.to - span.from) * factor, Math.min(closest, length), length);
  const share = clamp((around - span.from) / Math.max(span.to - span.from, 0.001), 0, 1);
  return placed(around - share * width, width, length);
}

/** As wide as it is, moved so that the moment is seen. */
export function showing(span: Span, moment: number, length: number): Span {
  if (moment >= span.from && moment <= span.to) {
    return span;
  }
  const width = span.to - span.from;
  return placed(moment - width / 2, width, length);
}

export function moved(span: Span, share: number, length: number): Span {
  const width = span.to - span.from;
  return placed(span.from + width * share, width, length);
}

function placed(from: number, width: number, length: number): Span {
  const start = clamp(from, 0, length - width);
  return { from: start, to: start + width };
}

/** Seconds of "1:02.5", "62.5" or "62,5"; nothing where it is no time. */
export function readMoment(text: string): number | undefined {
  const parts = /^\s*(?:(\d{1,3}):)?(\d{1,4}(?:[.,]\d{1,3})?)\s*$/.exec(text);
  if (parts === null) {
    return undefined;
  }
  return Number(parts[1] ?? 0) * 60 + Number((parts[2] ?? "").replace(",", "."));
}

/** 0:07.50, with the language's own mark between seconds and their parts. */
export function showMoment(seconds: number, mark: string): string {
  const all = Math.round(Math.max(0, seconds) * 100);
  const [minutes, rest] = [Math.floor(all / 6000), all % 6000];
  const [whole, part] = [Math.floor(rest / 100), rest % 100];
  return `${minutes}:${String(whole).padStart(2, "0")}${mark}${String(part).padStart(2, "0")}`;
}

/** The silence found at both ends, in seconds. */
export function silenceOf(findings: readonly SoundFinding[]): { start: number; end: number } {
  let [start, end] = [0, 0];
  for (const finding of findings) {
    if (finding.code === "silenceAtStart") {
      start = finding.seconds;
    } else if (finding.code === "silenceAtEnd") {
      end = finding.seconds;
    }
  }
  return { start, end };
}

/** How loud a sound is in one word, by its integrated loudness in LUFS. */
export function loudnessWord(loudness: number | null): "unknown" | "quiet" | "right" | "loud" {
  if (loudness === null) {
    return "unknown";
  }
  if (loudness < speech.loudness - 3) {
    return "quiet";
  }
  return loudness > speech.loudness + 3 ? "loud" : "right";
}
