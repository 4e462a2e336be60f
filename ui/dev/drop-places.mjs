/** One agent's voicemail drops, in the states they can be in. */
import { file, place, scene, settings } from "./agent-places.mjs";

const chosen = (...files) => ({ files, refused: [] });
const pendingDrop = {
  id: "pending-1",
  connection: "northwind",
  agent: "agent-1",
  media: "drop",
  name: "Out of office",
  mediaUrl: "https://media.example.com/out.wav",
  fileId: null,
  replaces: null,
  uploadedAt: "2026-03-03T17:40:00Z",
};
const several = chosen(
  { token: "token-1", name: "delivery.wav", size: 480_000 },
  { token: "token-2", name: "out_of_office.m4a", size: 300_000 },
  { token: "token-3", name: "thank_you.mp3", size: 260_000 },
);
const unusable = (code, name) => ({
  code,
  system: null,
  operation: null,
  status: null,
  field: null,
  retryAfterSeconds: null,
  requestId: null,
  detail: null,
  context: { file: name, maximum: "104857600" },
});

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {object} at @param {object[]} files */
const hold = (page, event, payload) =>
  page.evaluate(
    ([name, what]) =>
      Reflect.get(window, "__TAURI_INTERNALS__").invoke("plugin:event|emit", { event: name, payload: what }),
    [event, payload],
  );

export const dropPlaces = [
  { name: "drops", place: place("drops"), scene: scene() },
  { name: "drops-empty", place: place("drops"), scene: scene({ dropVms: [] }, { list_drops: [] }) },
  {
    name: "drops-add",
    place: place("drops"),
    scene: scene({}, { choose_sounds: chosen(file) }),
    act: addDrop,
  },
  {
    name: "drops-cut",
    place: place("drops"),
    scene: scene(
      {},
      {
        choose_sounds: chosen(file),
        inspect_sound: {
          seconds: 41.2,
          sampleRate: 44_100,
          channels: 2,
          container: "MP3",
          codec: "MP3",
          peaks: [],
          loudness: -9.2,
          truePeak: 0.4,
          findings: [
            { code: "clipped", places: 12 },
            { code: "tooLong", advised: 30 },
            { code: "silenceAtEnd", seconds: 0.8 },
          ],
        },
      },
    ),
    act: async (page) => {
      await addDrop(page);
      await page.getByRole("slider", { name: "Beginning" }).press("PageUp");
      await page.getByRole("button", { name: "Zoom in" }).click();
      await page.getByRole("slider", { name: "Beginning" }).press("Shift+ArrowRight");
    },
  },
  {
    name: "drops-recording",
    place: place("drops"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "Record…" }).click();
      await page.getByRole("button", { name: "Start recording" }).click();
      await page.getByRole("button", { name: "Pause" }).waitFor();
    },
  },
  {
    name: "drops-no-microphone",
    place: place("drops"),
    scene: { ...scene({ dropVms: [] }, { list_drops: [] }), failing: { microphones: "noMicrophone" } },
  },
  {
    name: "drops-uploading",
    place: place("drops"),
    scene: { ...scene({}, { choose_sounds: chosen(file) }), silent: ["upload_drop"] },
    act: uploadDrop,
  },
  {
    name: "drops-refused",
    place: place("drops"),
    scene: { ...scene({}, { choose_sounds: chosen(file) }), failing: { upload_drop: "uploadStalled" } },
    act: uploadDrop,
  },
  {
    name: "drops-pending",
    place: place("drops"),
    scene: { ...scene({}, { pending_attachments: [pendingDrop] }), failing: { play: "noSoundDevice" } },
    act: (page) => page.getByRole("button", { name: "Play After hours" }).click(),
  },
  {
    name: "drops-rename",
    place: place("drops"),
    scene: scene(),
    act: (page) => page.getByRole("button", { name: "Rename After hours" }).click(),
  },
  {
    name: "drops-held",
    place: place("drops"),
    scene: scene(),
    act: (page) => hold(page, "files-hover", { x: 700, y: 260 }),
  },
  { name: "drops-loading", place: place("drops"), scene: { ...scene(), silent: ["list_drops"] } },
  {
    name: "drops-queue",
    place: place("drops"),
    scene: { ...scene({}, { choose_sounds: several }), silent: ["upload_drop"] },
    act: async (page) => {
      await chooseSeveral(page);
      await page.getByRole("button", { name: "Upload all 3" }).click();
    },
  },
  {
    name: "drops-queue-open",
    place: place("drops"),
    scene: { ...scene({}, { choose_sounds: several }), failing: { upload_drop: "uploadStalled" } },
    act: async (page) => {
      await chooseSeveral(page);
      await page.getByRole("button", { name: "Upload Delivery" }).click();
      await page.getByRole("button", { name: "Details of out_of_office.m4a" }).click();
      await page.getByLabel("Name", { exact: true }).waitFor();
    },
  },
  {
    name: "drops-unusable",
    place: place("drops"),
    scene: scene(
      {},
      {
        choose_sounds: {
          files: [file],
          refused: [unusable("fileEmpty", "empty.wav"), unusable("fileTooLarge", "film.mp4")],
        },
      },
    ),
    act: async (page) => {
      await page.getByRole("button", { name: "Add a recording…" }).click();
      await page.getByRole("region", { name: "Files that cannot be used" }).waitFor();
    },
  },
  {
    name: "drops-menu",
    place: place("drops"),
    scene: scene(),
    act: async (page) => {
      await page.getByRole("button", { name: "More for After hours" }).click();
      await page.getByRole("menuitem", { name: "Move down" }).waitFor();
    },
  },
  {
    name: "drops-dragging",
    place: place("drops"),
    scene: scene(),
    act: async (page) => {
      const box = await page.getByRole("button", { name: "Move After hours", exact: true }).boundingBox();
      await page.mouse.move(box.x + 10, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + 10, box.y + 80, { steps: 4 });
    },
  },
  {
    name: "drops-replace",
    place: place("drops"),
    scene: scene({}, { choose_file: file }),
    act: async (page) => {
      await page.getByRole("button", { name: "More for After hours" }).click();
      await page.getByRole("menuitem", { name: "Replace the recording…" }).click();
      await page.getByRole("button", { name: "Replace", exact: true }).waitFor();
    },
  },
  { name: "drops-copy", place: place("drops"), scene: scene(), act: chooseAgents },
  {
    name: "drops-copied",
    place: place("drops"),
    scene: scene(),
    act: async (page) => {
      await chooseAgents(page);
      await page.getByRole("button", { name: "Copy to 2 agents" }).click();
      await page.getByText("1 of 2 agents has the drop").waitFor();
    },
  },
  {
    name: "drops-copy-loading",
    place: place("drops"),
    scene: { ...scene(), silent: ["drop_targets"] },
    act: openCopy,
  },
  {
    name: "drops-es",
    place: place("drops"),
    scene: scene({}, {}, settings("es")),
    act: async (page) => {
      await page.getByRole("button", { name: "Más para After hours" }).click();
      await page.getByRole("menuitem", { name: "Copiar a otros agentes…" }).click();
      await page.getByRole("checkbox", { name: /Aisha/ }).waitFor();
    },
  },
  {
    name: "drops-nl",
    place: place("drops"),
    scene: scene({}, { choose_sounds: several }, settings("nl")),
    act: async (page) => {
      await page.getByRole("button", { name: "Opname toevoegen…" }).click();
      await page.getByRole("button", { name: "Details van out_of_office.m4a" }).click();
      await page.getByLabel("Naam", { exact: true }).waitFor();
    },
  },
];

/** @param {Page} page */
async function addDrop(page) {
  await page.getByRole("button", { name: "Add a recording…" }).click();
  await page.getByLabel("Name", { exact: true }).waitFor();
}

/** @param {Page} page */
async function uploadDrop(page) {
  await addDrop(page);
  await page.getByRole("button", { name: "Upload", exact: true }).click();
}

/** @param {Page} page */
async function chooseSeveral(page) {
  await page.getByRole("button", { name: "Add a recording…" }).click();
  await page.getByRole("button", { name: "Upload Thank you" }).waitFor();
}

/** @param {Page} page */
async function openCopy(page) {
  await page.getByRole("button", { name: "More for After hours" }).click();
  await page.getByRole("menuitem", { name: "Copy to other agents…" }).click();
  await page.getByRole("dialog").waitFor();
}

/** @param {Page} page */
async function chooseAgents(page) {
  await openCopy(page);
  await page.getByRole("checkbox", { name: /Aisha/ }).check();
  await page.getByRole("checkbox", { name: /Chlo/ }).check();
}
