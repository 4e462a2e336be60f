import { clearMocks } from "@tauri-apps/api/mocks";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storedAs } from "../../dev/agents";
import { failure, mockCore, type Scene } from "../../dev/core";
import { onSession, recordOf } from "../test-session";
import { DropsSection } from "./DropsSection";
import { queue } from "./queue";
import { forgetQueue, place } from "./test-queue";

beforeEach(forgetQueue);

/** Uploads that a test left running: the next one would wait for them. */
const left: Uploading[] = [];

afterEach(async () => {
  for (const upload of left.splice(0)) {
    upload.fail();
  }
  forgetQueue();
  await waitFor(() => expect(queue.isBusy(place)).toBe(false));
});

const file = (number: number) => ({ token: `token-${number}`, name: `greeting_${number}.wav`, size: 1000 });
const button = (name: string | RegExp) => screen.findByRole("button", { name });

interface Uploading {
  readonly name: string;
  readonly token: string;
  readonly finish: () => void;
  readonly fail: () => void;
}

/** Chooses three files; uploads end when the test says so. */
async function three(scene: Scene = {}) {
  clearMocks();
  const uploads: Uploading[] = [];
  const forgotten: string[] = [];
  mockCore({
    ...scene,
    answers: {
      list_drops: [],
      choose_sounds: { files: [file(1), file(2), file(3)], refused: [] },
      ...scene.answers,
    },
    answering: {
      upload_drop: ({ name, token }: { name: string; token: string }) =>
        new Promise((done, fail) => {
          const upload = {
            name,
            token,
            finish: () => done(storedAs(recordOf({ dropVms: uploads.map((each) => each.name) }))),
            fail: () => fail(failure("uploadStalled")),
          };
          uploads.push(upload);
          left.push(upload);
        }),
      forget_file: ({ token }: { token: string }) => {
        forgotten.push(token);
        return null;
      },
      ...scene.answering,
    },
  });
  const shown = onSession({ dropVms: [] }, (session) => <DropsSection session={session} />);
  await userEvent.click(await button("Add a recording…"));
  await screen.findByRole("region", { name: "3 recordings to upload" });
  await button("Upload Greeting 3");
  return { uploads, forgotten, ...shown };
}

const running = (uploads: readonly Uploading[], count: number) =>
  waitFor(() => expect(uploads).toHaveLength(count));

describe("several recordings at once", () => {
  it("are lines that unfold one at a time, so that they are no wall", async () => {
    await three();
    expect(screen.queryByRole("slider")).toBeNull();
    await userEvent.click(await button("Details of greeting_2.wav"));
    expect(screen.getAllByRole("slider")).toHaveLength(2);
    await userEvent.click(await button("Details of greeting_3.wav"));
    expect(screen.getAllByRole("slider")).toHaveLength(2);
    expect((await button("Details of greeting_2.wav")).getAttribute("aria-expanded")).toBe("false");
  });

  it("are uploaded one after the other in their order, and one that fails does not stop the next", async () => {
    const { uploads, forgotten, now } = await three();
    await userEvent.click(await button("Upload all 3"));
    await running(uploads, 1);
    uploads[0]?.fail();
    await running(uploads, 2);
    uploads[1]?.finish();
    await running(uploads, 3);
    uploads[2]?.finish();
    await waitFor(() => expect(forgotten).toEqual(["token-2", "token-3"]));
    expect(uploads.map(({ name }) => name)).toEqual(["Greeting 1", "Greeting 2", "Greeting 3"]);
    expect(now().record?.document).toEqual({ dropVms: ["Greeting 1", "Greeting 2", "Greeting 3"] });
    const failed = within(await screen.findByRole("form", { name: "Add greeting_1.wav" }));
    expect(failed.getByText("The upload came to a stop")).toBeDefined();
    await userEvent.click(failed.getByRole("button", { name: "Try again" }));
    await running(uploads, 4);
  });

  it("are named and cut while others are uploaded, and it counts what they are by then", async () => {
    const { uploads } = await three();
    await userEvent.click(await button("Upload all 3"));
    await running(uploads, 1);
    await userEvent.click(await button("Details of greeting_2.wav"));
    const name = await screen.findByLabelText<HTMLInputElement>("Name");
    await userEvent.clear(name);
    await userEvent.type(name, "Out of office");
    uploads[0]?.finish();
    await running(uploads, 2);
    expect(uploads[1]?.name).toBe("Out of office");
    await waitFor(() => expect(name.disabled).toBe(true));
  });

  it("lose their turn and keep everything when somebody thinks better of it", async () => {
    const { uploads } = await three();
    await userEvent.click(await button("Upload all 3"));
    await running(uploads, 1);
    await userEvent.click(await button("Do not upload Greeting 2 yet"));
    uploads[0]?.finish();
    await running(uploads, 2);
    expect(uploads[1]?.name).toBe("Greeting 3");
    expect(await button("Upload Greeting 2")).toBeDefined();
  });

  it("wait for a name where one is missing, and the others go on", async () => {
    const { uploads } = await three();
    queue.rename(place, "token-1", "  ");
    await userEvent.click(await button("Upload all 3"));
    await running(uploads, 1);
    expect(uploads[0]?.name).toBe("Greeting 2");
    expect(await screen.findByText("Give the recording a name.")).toBeDefined();
  });

  it("are still there after another section was looked at", async () => {
    const { uploads } = await three();
    await userEvent.click(await button("Upload Greeting 1"));
    await running(uploads, 1);
    const still = queue.of(place).waiting.map(({ upload }) => upload.kind);
    expect(still).toEqual(["running", "waiting", "waiting"]);
    document.body.replaceChildren();
    onSession({ dropVms: [] }, (session) => <DropsSection session={session} />);
    expect(await screen.findByRole("region", { name: "3 recordings to upload" })).toBeDefined();
    expect(screen.getByRole("progressbar", { name: "Upload of Greeting 1" })).toBeDefined();
  });

  it("leave the stored list alone while an upload changes it", async () => {
    const drops = [{ index: 0, id: "drop-1", name: "After hours", mediaUrl: "https://media.example.com/a" }];
    const { uploads } = await three({ answers: { list_drops: drops } });
    await userEvent.click(await button("Upload Greeting 1"));
    await running(uploads, 1);
    expect((await button("Remove After hours")).hasAttribute("disabled")).toBe(true);
    uploads[0]?.finish();
    await waitFor(async () =>
      expect((await button("Remove After hours")).hasAttribute("disabled")).toBe(false),
    );
  });

  it("say of each file that cannot be used why", async () => {
    const refused = [{ ...failure("fileEmpty"), context: { file: "empty.wav" } }];
    await three({ answers: { choose_sounds: { files: [file(1), file(2), file(3)], refused } } });
    const unusable = within(screen.getByRole("region", { name: "Files that cannot be used" }));
    expect(unusable.getByText("empty.wav")).toBeDefined();
    expect(unusable.getByText("The file is empty")).toBeDefined();
    await userEvent.click(unusable.getByRole("button", { name: "Hide" }));
    expect(screen.queryByText("The file is empty")).toBeNull();
  });

  it("hand over to what is left to do when a file is stored but not attached", async () => {
    const kept: unknown[] = [];
    const { uploads } = await three({
      answering: { pending_attachments: () => [...kept] },
    });
    await userEvent.click(await button("Upload Greeting 1"));
    await running(uploads, 1);
    kept.push({
      id: "pending-1",
      connection: "northwind",
      agent: "agent-1",
      media: "drop",
      name: "Greeting 1",
      mediaUrl: "x",
      fileId: null,
      replaces: null,
      uploadedAt: "2026-03-03T17:40:00Z",
    });
    uploads[0]?.fail();
    const left = within(await screen.findByRole("region", { name: /Greeting 1 was uploaded/ }));
    expect(left.getByText("The upload came to a stop")).toBeDefined();
    expect(screen.queryByRole("form", { name: "Add greeting_1.wav" })).toBeNull();
    expect(screen.getByRole("region", { name: "2 recordings to upload" })).toBeDefined();
  });
});
