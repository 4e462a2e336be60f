import { describe, expect, it } from "vitest";
import { soundFacts } from "../../dev/drops";
import {
  editOf,
  loudnessWord,
  readMoment,
  showing,
  showMoment,
  silenceOf,
  wholeOf,
  withEnd,
  withStart,
  zoomed,
} from "./soundEdit";

const length = soundFacts.seconds;
const whole = wholeOf(soundFacts);

describe("what is made of a sound", () => {
  it("begins as all of it, at the loudness of speech", () => {
    expect(editOf(whole, length)).toEqual({
      startMs: 0,
      endMs: null,
      cutSilence: false,
      fadeInMs: 0,
      fadeOutMs: 0,
      level: { loudness: -18, truePeak: -2 },
      rate: "wide",
    });
  });
  it("never lets one end pass the other or leave the sound", () => {
    expect(withStart({ ...whole, end: 5 }, 9).start).toBeCloseTo(4.9);
    expect(withStart(whole, -3).start).toBe(0);
    expect(withEnd({ ...whole, start: 5 }, 2, length).end).toBeCloseTo(5.1);
    expect(withEnd(whole, 99, length).end).toBe(length);
    expect(editOf(withEnd(whole, 4.257, length), length).endMs).toBe(4260);
  });
  it("keeps what is looked at in sight while zooming, and never shows more than there is", () => {
    const span = zoomed({ from: 0, to: 16 }, 4, 0.5, 16);
    expect(span).toEqual({ from: 2, to: 10 });
    expect(zoomed(span, 4, 100, 16)).toEqual({ from: 0, to: 16 });
    expect(zoomed({ from: 0, to: 1 }, 0, 0.1, 16)).toEqual({ from: 0, to: 0.5 });
    expect(showing(span, 15, 16)).toEqual({ from: 8, to: 16 });
  });
  it("reads a moment as people write it, and refuses what is none", () => {
    expect(["7.5", "7,5", "1:02.5", " 0:07 ", "90"].map(readMoment)).toEqual([7.5, 7.5, 62.5, 7, 90]);
    expect(["", "x", "1:2:3", "-4"].map(readMoment)).toEqual([undefined, undefined, undefined, undefined]);
    expect([0, 7.5, 59.999, 62.25].map((each) => showMoment(each, ","))).toEqual([
      "0:00,00",
      "0:07,50",
      "1:00,00",
      "1:02,25",
    ]);
  });
  it("tells silence and loudness from the facts", () => {
    expect(silenceOf(soundFacts.findings)).toEqual({ start: 1.2, end: 0.4 });
    expect([null, -27, -18, -9].map(loudnessWord)).toEqual(["unknown", "quiet", "right", "loud"]);
  });
});
