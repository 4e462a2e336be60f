import { clearMocks } from "@tauri-apps/api/mocks";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mockCore } from "../../dev/core";
import { onSession } from "../test-session";
import { DropsSection } from "./DropsSection";
import { forgetQueue } from "./test-queue";

beforeEach(forgetQueue);
afterEach(() => vi.useRealTimers());

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const kept = { id: "20260304T140211Z", begunAt: "2026-03-04T14:02:11Z", seconds: 12.2 };

function show(answering: Record<string, (of: never) => unknown>) {
  clearMocks();
  mockCore({ answers: { list_drops: [] }, answering });
  onSession({ dropVms: [] }, (session) => <DropsSection session={session} />);
}

describe("a recording that was not used", () => {
  it("is kept when Escape closes the recorder, and offered again", async () => {
    const did: string[] = [];
    let tell: ((event: unknown) => void) | undefined;
    show({
      start_recording: (of: { channel: { onmessage: (event: unknown) => void } }) => {
        tell = (event) => of.channel.onmessage(event);
        return null;
      },
      discard_recording: () => {
        did.push("discard");
        return null;
      },
      keep_recording: () => {
        did.push("keep");
        return true;
      },
      kept_recordings: () => (did.includes("keep") ? [kept] : []),
    });
    await screen.findByText(/No drops yet/);
    const record = await button("Record…");
    await waitFor(() => expect(record.hasAttribute("disabled")).toBe(false));
    await userEvent.click(record);
    const begin = await button("Start recording");
    vi.useFakeTimers();
    fireEvent.click(begin);
    await act(() => vi.advanceTimersByTimeAsync(3100));
    act(() => tell?.({ kind: "level", seconds: 12.2, peak: 0.4, rms: 0.3 }));
    vi.useRealTimers();
    did.length = 0;
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByText(/A recording of 12 seconds, begun .* was kept/)).toBeDefined();
    expect(did, "Escape threw the take away").not.toContain("discard");
    expect(did[0]).toBe("keep");
  });

  it("is used like one that was just made, or deleted", async () => {
    let all = [kept, { ...kept, id: "20260303T090000Z", begunAt: null, seconds: 1 }];
    const gone: string[] = [];
    const take = (id: string) => {
      all = all.filter((each) => each.id !== id);
    };
    show({
      kept_recordings: () => all,
      choose_kept_recording: ({ id, name }: { id: string; name: string }) => {
        take(id);
        return { token: "token-kept", name, size: 1000 };
      },
      delete_recording: ({ id }: { id: string }) => {
        gone.push(id);
        take(id);
        return null;
      },
    });
    await userEvent.click((await screen.findAllByRole("button", { name: "Use it" }))[0] as HTMLElement);
    expect(await screen.findByRole("form", { name: "Add Recording" })).toBeDefined();
    expect(await screen.findByText("A recording of 1 second was kept on this computer.")).toBeDefined();
    await userEvent.click(await button("Delete it"));
    await waitFor(() => expect(screen.queryByText(/was kept on this computer/)).toBeNull());
    expect(gone).toEqual(["20260303T090000Z"]);
  });
});
