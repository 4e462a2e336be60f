import { clearMocks } from "@tauri-apps/api/mocks";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { storedAs } from "../../dev/agents";
import { mockCore, type Scene } from "../../dev/core";
import type { JsonValue } from "../bridge";
import { onSession, recordOf } from "../test-session";
import { DropsSection } from "./DropsSection";
import { forgetQueue } from "./test-queue";

beforeEach(forgetQueue);

const first = { index: 0, id: "drop-1", name: "After hours", mediaUrl: "https://media.example.com/a.wav" };
const file = { token: "token-1", name: "welcome_back.wav", size: 1000 };
const stored: JsonValue = [{ id: "drop-1", name: "After hours", mediaUrl: first.mediaUrl }];

function show(scene: Scene, dropVms: JsonValue = stored) {
  clearMocks();
  mockCore({
    ...scene,
    answers: { list_drops: [first], ...scene.answers },
  });
  return onSession({ dropVms }, (session) => <DropsSection session={session} />);
}
const button = (name: string | RegExp) => screen.findByRole("button", { name });

describe("the voicemail drops", () => {
  it("are listed with what can be done with each", async () => {
    show({});
    expect(await screen.findByText("After hours")).toBeDefined();
    for (const name of [
      "Play After hours",
      "Rename After hours",
      "Download After hours",
      "Remove After hours",
    ]) {
      expect(await button(name)).toBeDefined();
    }
  });

  it("say in one sentence that there are none, with the one thing to do", async () => {
    show({ answers: { list_drops: [] } }, []);
    expect(await screen.findByText(/No drops yet/)).toBeDefined();
    expect(await button("Add a recording…")).toBeDefined();
  });

  it("are renamed and removed in the draft, not on the server", async () => {
    const renamed = [{ id: "drop-1", name: "Closed", mediaUrl: first.mediaUrl }];
    const { now } = show({ answers: { edit_drops: renamed } });
    await userEvent.click(await button("Rename After hours"));
    const field = screen.getByLabelText("Name");
    await userEvent.clear(field);
    await userEvent.type(field, "Closed{Enter}");
    await waitFor(() => expect(now().edits).toEqual({ "/dropVms": renamed }));
    await userEvent.click(await button("Put the list back"));
    expect(now().edits).toEqual({});
  });

  it("takes a name from the file, refuses none, and shows the stored agent after the upload", async () => {
    const after = recordOf({
      dropVms: [...(stored as JsonValue[]), { id: "drop-2", name: "Welcome", mediaUrl: "x" }],
    });
    const { now } = show({
      answers: { choose_sounds: { files: [file], refused: [] }, upload_drop: storedAs(after) },
    });
    await userEvent.click(await button("Add a recording…"));
    const name = await screen.findByLabelText<HTMLInputElement>("Name");
    expect(name.value).toBe("Welcome back");
    expect(screen.getByRole("img", { name: "Loudness over 0:17" })).toBeDefined();
    await userEvent.clear(name);
    await userEvent.click(await button("Upload"));
    expect(screen.getByText("Give the recording a name.")).toBeDefined();
    await userEvent.type(name, "Welcome");
    await userEvent.click(await button("Upload"));
    await waitFor(() => expect(now().record).toEqual(after));
    expect(screen.queryByLabelText("Name")).toBeNull();
  });

  it("keeps the file and the name when the upload fails, so that trying again needs no new choosing", async () => {
    const scene = {
      answers: { choose_sounds: { files: [file], refused: [] } },
      failing: { upload_drop: "uploadStalled" },
    } as const;
    show(scene);
    await userEvent.click(await button("Add a recording…"));
    await screen.findByLabelText("Name");
    await userEvent.click(await button("Upload"));
    const notice = within(await screen.findByRole("alert"));
    expect(notice.getByText("The upload came to a stop")).toBeDefined();
    expect(notice.getByRole("button", { name: "Try again" })).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Welcome back");
  });

  it("says in the file's place why a sound cannot be used", async () => {
    show({
      answers: { choose_sounds: { files: [file], refused: [] } },
      failing: { inspect_sound: "notASound" },
    });
    await userEvent.click(await button("Add a recording…"));
    expect((await screen.findByRole("alert")).textContent).toMatch(/sound/i);
    expect(screen.queryByRole("button", { name: "Upload" })).toBeNull();
  });

  it("does not mix an upload with unsaved changes of the same list", async () => {
    show({ answers: { choose_sounds: { files: [file], refused: [] }, edit_drops: [] } });
    await userEvent.click(await button("Remove After hours"));
    await userEvent.click(await button("Add a recording…"));
    expect(await screen.findByText(/Save or put back the changes to this list first/)).toBeDefined();
    expect((await button("Upload")).hasAttribute("disabled")).toBe(true);
  });

  it("says why nothing is heard when there is no speaker", async () => {
    show({ failing: { play: "noSoundDevice" } });
    await userEvent.click(await button("Play After hours"));
    expect((await screen.findByRole("alert")).textContent).toContain("No speaker will play this");
  });

  it("finishes what was uploaded but never reached the agent", async () => {
    const pending = {
      id: "pending-1",
      connection: "northwind",
      agent: "agent-1",
      media: "drop",
      name: "Out of office",
      mediaUrl: "x",
      fileId: null,
      replaces: null,
      uploadedAt: "2026-03-03T17:40:00Z",
    };
    const after = recordOf({ dropVms: [] });
    const { now } = show({
      answers: {
        pending_attachments: [pending, { ...pending, id: "other", agent: "agent-2", name: "Not mine" }],
        finish_attachment: storedAs(after),
      },
    });
    expect(await screen.findByText(/Out of office was uploaded/)).toBeDefined();
    expect(screen.queryByText(/Not mine/)).toBeNull();
    await userEvent.click(await button("Finish"));
    await waitFor(() => expect(now().record).toEqual(after));
  });
});
