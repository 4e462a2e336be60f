/** Sounds for the mocked core: a waveform at every zoom, what an edit makes of it, microphones. */
import type {
  CallboardError,
  DropCopy,
  DropTarget,
  EditedFacts,
  JobEvent,
  Microphone,
  SoundEdit,
  SoundFacts,
  WaveformView,
} from "../src/bridge/bindings";

const seconds = 17.4;

export const soundFacts: SoundFacts = {
  seconds,
  sampleRate: 44_100,
  channels: 1,
  container: "M4A",
  codec: "AAC",
  peaks: [],
  loudness: -27.3,
  truePeak: -9.1,
  findings: [
    { code: "silenceAtStart", seconds: 1.2 },
    { code: "silenceAtEnd", seconds: 0.4 },
  ],
};

export const microphoneList: Microphone[] = [
  { id: "default", name: "Headset (USB)", isDefault: true },
  { id: "built-in", name: "Built-in microphone", isDefault: false },
];

/** As loud as speech is at a moment: phrases with pauses. */
function loudAt(moment: number): number {
  if (moment < 1.2 || moment > seconds - 0.4) {
    return 0.004;
  }
  const phrase = Math.max(0, Math.sin(moment * 1.9)) ** 0.6;
  return 0.02 + phrase * (0.25 + 0.35 * Math.abs(Math.sin(moment * 47) * Math.cos(moment * 13)));
}

function view(from: number, to: number, buckets: number): WaveformView {
  const highs = Array.from({ length: buckets }, (_, at) => loudAt(from + ((to - from) * at) / buckets));
  return { lows: highs.map((value) => -0.9 * value), highs };
}

function made(edit: SoundEdit): EditedFacts {
  const length = (edit.endMs ?? seconds * 1000) / 1000 - edit.startMs / 1000 - (edit.cutSilence ? 1.6 : 0);
  return {
    seconds: length,
    bytes: Math.round(length * 32_000),
    fromSeconds: edit.startMs / 1000 + (edit.cutSilence ? 1.2 : 0),
    loudness: edit.level?.loudness ?? -27.3,
    truePeak: -2,
    limited: 0,
    levelReached: true,
  };
}

const target = (at: number, name: string, presence: DropTarget["presence"] = "missing"): DropTarget => ({
  agent: `agent-${at}`,
  name,
  picture: null,
  kind: "user",
  presence,
});

export const dropTargets: DropTarget[] = [
  target(2, "Aisha Okonkwo"),
  target(3, "Bram de Vries", "sameRecording"),
  target(4, "Chloé Martin"),
  target(5, "Diego Fernández", "sameName"),
  target(6, "Emily Carter"),
  target(7, "Noah Jansen"),
];

interface Telling {
  readonly onmessage: (event: JobEvent) => void;
}

/** Every copy comes to be but the one for agent-4. */
function copied(targets: readonly string[], channel: Telling): DropCopy[] {
  return targets.map((agent) => {
    const copy: DropCopy =
      agent === "agent-4"
        ? { agent, outcome: { kind: "failed", error: refusedCopy } }
        : { agent, outcome: { kind: "copied" } };
    channel.onmessage({ kind: "dropCopied", copy });
    return copy;
  });
}

const refusedCopy: CallboardError = {
  code: "systemFault",
  system: "bird",
  operation: "updateAgent",
  status: 503,
  field: null,
  retryAfterSeconds: null,
  requestId: "req_7Qk2",
  detail: null,
  context: {},
};

type Arguments = Record<string, unknown>;

export const dropAnswers: Record<string, (of: Arguments) => unknown> = {
  inspect_sound: () => soundFacts,
  sound_view: (of) => view(Number(of.from), Number(of.to), Number(of.buckets)),
  prepare_sound: (of) => made(of.edit as SoundEdit),
  forget_file: () => null,
  stored_length: (of) => (String(of.mediaUrl).length % 20) + 4.6,
  drop_targets: () => dropTargets,
  copy_drop: (of) => copied(of.targets as string[], of.channel as Telling),
  microphones: () => microphoneList,
  start_recording: () => null,
  pause_recording: () => null,
  discard_recording: () => null,
  keep_recording: () => false,
  kept_recordings: () => [],
  delete_recording: () => null,
  choose_kept_recording: (of) => ({ token: "token-kept", name: of.name, size: 480_000 }),
  finish_recording: (of) => ({ token: "token-recorded", name: of.name, size: 480_000 }),
  stop_playing: () => null,
};
