import { clearMocks } from "@tauri-apps/api/mocks";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { storedAs } from "../../dev/agents";
import { mockCore, type Scene } from "../../dev/core";
import { soundFacts } from "../../dev/drops";
import type { SoundEdit, SoundSource } from "../bridge";
import { onSession, recordOf } from "../test-session";
import { DropsSection } from "./DropsSection";
import { forgetQueue } from "./test-queue";

beforeEach(forgetQueue);

const file = { token: "token-1", name: "welcome_back.wav", size: 1000 };
const button = (name: string | RegExp) => screen.findByRole("button", { name });

/** Opens the form of a chosen recording; answers what was played and uploaded since. */
async function open(scene: Scene = {}) {
  clearMocks();
  const uploaded: { edit: SoundEdit; name: string }[] = [];
  const played: SoundSource[] = [];
  mockCore({
    ...scene,
    answers: { list_drops: [], choose_sounds: { files: [file], refused: [] }, ...scene.answers },
    answering: {
      upload_drop: (of: { edit: SoundEdit; name: string }) => {
        uploaded.push({ edit: of.edit, name: of.name });
        return storedAs(recordOf({ dropVms: [] }));
      },
      play: (of: { source: SoundSource }) => {
        played.push(of.source);
        return null;
      },
      ...scene.answering,
    },
  });
  onSession({ dropVms: [] }, (session) => <DropsSection session={session} />);
  await screen.findByText(/No drops yet/);
  await userEvent.click(await button("Add a recording…"));
  await screen.findByRole("form", { name: "Add welcome_back.wav" });
  return { uploaded, played };
}

const finding = (codes: readonly string[], more = {}) => ({
  answers: {
    inspect_sound: {
      ...soundFacts,
      findings: codes.map((code) => ({ code, places: 3, advised: 30, seconds: 1 })),
      ...more,
    },
  },
});

describe("a recording before it is stored", () => {
  it("is cut with the keyboard alone, and what was cut is what is stored", async () => {
    const { uploaded } = await open();
    const start = await screen.findByRole("slider", { name: "Beginning" });
    start.focus();
    await userEvent.keyboard("{Shift>}{ArrowRight}{/Shift}{ArrowRight}{ArrowRight}");
    expect(start.getAttribute("aria-valuetext")).toBe("1.2 seconds");
    const end = screen.getByRole("slider", { name: "End" });
    end.focus();
    await userEvent.keyboard("{PageDown}{PageDown}{ArrowLeft}");
    expect(end.getAttribute("aria-valuetext")).toBe("15.3 seconds");
    await userEvent.keyboard("{Home}");
    expect(end.getAttribute("aria-valuenow")).toBe("1.3");
    await userEvent.keyboard("{End}{ArrowLeft}");
    await userEvent.click(await button("Upload"));
    await waitFor(() => expect(uploaded).toHaveLength(1));
    expect(uploaded[0]).toMatchObject({ name: "Welcome back", edit: { startMs: 1200, endMs: 17_300 } });
  });

  it("is cut by typing, and what is no time is said and changes nothing", async () => {
    const { uploaded } = await open();
    const end = await screen.findByRole("textbox", { name: "End" });
    await userEvent.clear(end);
    await userEvent.type(end, "0:04,5{Enter}");
    expect(screen.getByRole("slider", { name: "End" }).getAttribute("aria-valuenow")).toBe("4.5");
    const start = screen.getByRole("textbox", { name: "Beginning" });
    await userEvent.clear(start);
    await userEvent.type(start, "soon");
    expect(screen.getByText("Write it as 0:07.5 or 7.5")).toBeDefined();
    await userEvent.click(await button("Upload"));
    await waitFor(() => expect(uploaded[0]?.edit).toMatchObject({ startMs: 0, endMs: 4500 }));
  });

  it("is stored with what its switches say", async () => {
    const { uploaded } = await open();
    const cut = await screen.findByRole("switch", {
      name: /^Cut silence at both ends \(1.2\ss and 0.4\ss\)/,
    });
    await userEvent.click(cut);
    await userEvent.click(screen.getByRole("switch", { name: "Fade out" }));
    expect(screen.getByText("Quiet: −27 LUFS; will be raised to −18")).toBeDefined();
    await userEvent.click(screen.getByRole("switch", { name: "Bring to the loudness of speech" }));
    expect(screen.getByText("Quiet: −27 LUFS; stays as it is")).toBeDefined();
    await userEvent.click(await button("Upload"));
    await waitFor(() => expect(uploaded).toHaveLength(1));
    expect(uploaded[0]?.edit).toEqual({
      startMs: 0,
      endMs: null,
      cutSilence: true,
      fadeInMs: 0,
      fadeOutMs: 400,
      level: null,
      rate: "wide",
    });
  });

  it("is heard as it is, as it will be and as on the phone, with one button", async () => {
    const { played } = await open();
    await userEvent.click(await button("Listen"));
    await userEvent.click(screen.getByRole("radio", { name: "As heard on the phone" }));
    await userEvent.click(await button("Listen"));
    await userEvent.click(screen.getByRole("radio", { name: "Original" }));
    await userEvent.click(await button("Listen"));
    await waitFor(() => expect(played).toHaveLength(3));
    expect(played).toMatchObject([
      { kind: "edited", telephone: false },
      { kind: "edited", telephone: true },
      { kind: "chosen", from: 0, to: soundFacts.seconds },
    ]);
  });

  it("says in words what callers would complain about", async () => {
    await open(finding(["clipped", "silent", "veryQuiet", "tooLong"], { seconds: 41, loudness: null }));
    expect(await screen.findByText(/cut off in 3 places/)).toBeDefined();
    expect(screen.getByText("Nothing can be heard in it.")).toBeDefined();
    expect(screen.getByText(/It is very quiet/)).toBeDefined();
    expect(screen.getByText(/longer than 30 seconds/)).toBeDefined();
    expect(screen.getByText(/cannot be measured/)).toBeDefined();
    expect(screen.queryByRole("switch", { name: /Cut silence/ })).toBeNull();
  });

  it("stops calling it long once it is cut short", async () => {
    await open(finding(["tooLong"], { seconds: 41 }));
    await screen.findByText(/longer than 30 seconds/);
    const end = screen.getByRole("textbox", { name: "End" });
    await userEvent.clear(end);
    await userEvent.type(end, "20{Enter}");
    expect(screen.queryByText(/longer than 30 seconds/)).toBeNull();
  });

  it("is stored in the format that was chosen, and says what it is", async () => {
    const { uploaded } = await open();
    expect(await screen.findByText("0:17 · M4A · AAC · 44.1 kHz · mono")).toBeDefined();
    await userEvent.click(screen.getByRole("radio", { name: "8 kHz" }));
    await userEvent.click(await button("Upload"));
    await waitFor(() => expect(uploaded[0]?.edit.rate).toBe("narrow"));
  });

  it("zooms with the wheel while Ctrl is held, and scrolls the page without it", async () => {
    await open();
    const seen = await screen.findByRole("img", { name: "Loudness over 0:17" });
    // The wheel of this page knows no keys.
    const turn = (ctrlKey: boolean) =>
      Object.assign(new Event("wheel", { bubbles: true, cancelable: true }), {
        deltaY: -100,
        clientX: 0,
        ctrlKey,
        metaKey: false,
      });
    expect(fireEvent(seen, turn(false)), "a plain turn is taken from the page").toBe(true);
    expect((await button("Zoom out")).hasAttribute("disabled")).toBe(true);
    expect(fireEvent(seen, turn(true)), "the window is zoomed, too").toBe(false);
    await waitFor(async () => expect((await button("Zoom out")).hasAttribute("disabled")).toBe(false));
  });

  it("zooms and comes back", async () => {
    await open();
    const all = await button("Show all of it");
    expect(all.hasAttribute("disabled")).toBe(true);
    await userEvent.click(await button("Zoom in"));
    await userEvent.click(await button("Later"));
    expect(all.hasAttribute("disabled")).toBe(false);
    await userEvent.click(all);
    expect((await button("Zoom out")).hasAttribute("disabled")).toBe(true);
  });
});

describe("recording a drop here", () => {
  afterEach(() => vi.useRealTimers());

  it("says beside the button that there is no microphone", async () => {
    clearMocks();
    mockCore({ answers: { list_drops: [] }, failing: { microphones: "noMicrophone" } });
    onSession({ dropVms: [] }, (session) => <DropsSection session={session} />);
    expect(await screen.findByText("This computer has no microphone.")).toBeDefined();
    expect((await button("Record…")).hasAttribute("disabled")).toBe(true);
  });

  it("counts down, pauses, and is used like a chosen file", async () => {
    clearMocks();
    const paused: boolean[] = [];
    let tell: ((event: unknown) => void) | undefined;
    mockCore({
      answers: { list_drops: [] },
      answering: {
        start_recording: (of: { channel: { onmessage: (event: unknown) => void } }) => {
          tell = (event) => of.channel.onmessage(event);
          return null;
        },
        pause_recording: (of: { paused: boolean }) => {
          paused.push(of.paused);
          return null;
        },
      },
    });
    onSession({ dropVms: [] }, (session) => <DropsSection session={session} />);
    await screen.findByText(/No drops yet/);
    const record = await button("Record…");
    await waitFor(() => expect(record.hasAttribute("disabled")).toBe(false));
    await userEvent.click(record);
    const begin = await button("Start recording");
    vi.useFakeTimers();
    fireEvent.click(begin);
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText("Recording begins in 3")).toBeDefined();
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(screen.getByText("Recording")).toBeDefined();
    act(() => tell?.({ kind: "level", seconds: 4.2, peak: 0.99, rms: 0.3 }));
    expect(screen.getByText("0:04")).toBeDefined();
    expect(screen.getByText("Too loud: move away a little")).toBeDefined();
    vi.useRealTimers();
    await userEvent.click(await button("Pause"));
    expect(await screen.findByText("Paused")).toBeDefined();
    await userEvent.click(await button("Go on"));
    expect(paused).toEqual([true, false]);
    await userEvent.click(await button("Use it"));
    expect(await screen.findByRole("form", { name: "Add Recording" })).toBeDefined();
  });
});
