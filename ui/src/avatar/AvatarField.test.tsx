import { clearMocks } from "@tauri-apps/api/mocks";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { storedAs } from "../../dev/agents";
import { failure, mockCore, type Scene } from "../../dev/core";
import { events } from "../bridge/bindings";
import { onSession, recordOf } from "../test-session";
import { AvatarField } from "./AvatarField";

const file = { token: "token-1", name: "ana.jpg", size: 2000 };

function show(scene: Scene) {
  clearMocks();
  mockCore({
    ...scene,
    answers: { choose_file: file, inspect_picture: { width: 1200, height: 800 }, ...scene.answers },
  });
  return onSession({ avatarUrl: "https://media.example.com/a.png" }, (session) => (
    <AvatarField session={session} />
  ));
}
const button = (name: string) => screen.findByRole("button", { name });

describe("an agent's picture", () => {
  it("is chosen, cut and stored, and the page goes on from the stored agent", async () => {
    const after = recordOf({ avatarUrl: "https://media.example.com/b.png" });
    const { now } = show({ answers: { upload_avatar: storedAs(after) } });
    await userEvent.click(await button("Choose a picture…"));
    await userEvent.click(await button("Use this picture"));
    await waitFor(() => expect(now().record).toEqual(after));
  });

  it("says why it was not stored and tries again with the same file and the same cut", async () => {
    const after = recordOf({ avatarUrl: "b" });
    const failing: Record<string, "uploadExpired"> = { upload_avatar: "uploadExpired" };
    const { now } = show({ failing, answers: { upload_avatar: storedAs(after) } });
    await userEvent.click(await button("Choose a picture…"));
    await userEvent.click(await button("Use this picture"));
    expect((await screen.findByRole("alert")).textContent).toContain("The upload took too long to start");
    delete failing.upload_avatar;
    await userEvent.click(await button("Try again"));
    await waitFor(() => expect(now().record).toEqual(after));
  });

  it("says at the field that a file is no picture", async () => {
    show({ failing: { inspect_picture: "notAPicture" } });
    await userEvent.click(await button("Choose a picture…"));
    expect((await screen.findByRole("alert")).textContent).toContain("This is not a picture");
  });

  it("is taken away in the draft, not on the server", async () => {
    const { now } = show({});
    await userEvent.click(await button("Remove"));
    expect(now().edits).toEqual({ "/avatarUrl": "" });
  });

  it("takes a file let go over it, and says why another cannot be used", async () => {
    show({});
    await events.filesDropped.emit({ x: 0, y: 0, files: [], refused: [failure("fileEmpty")] });
    expect((await screen.findByRole("alert")).textContent).toContain("The file is empty");
    await events.filesDropped.emit({ x: 0, y: 0, files: [file], refused: [] });
    expect(await button("Use this picture")).toBeDefined();
  });
});
