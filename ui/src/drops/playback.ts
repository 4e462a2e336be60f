/** What plays: one sound at a time, played by the core. The window knows only which one and how far it is. */
import { channel, commands, type PlaybackEvent, type SoundSource, unwrap } from "../bridge";
import { createStore, useStore } from "../store/store";

export interface Playback {
  /** Names the sound that plays or could not be played. */
  readonly sound: string;
  readonly phase: "loading" | "playing" | "failed";
  /** Seconds. */
  readonly position: number;
  /** Seconds; 0 while it is not known. */
  readonly length: number;
  readonly error?: unknown;
}

const current = createStore<Playback | undefined>(undefined);
let run = 0;
const lengths = new Map<string, number>();

/** The name of a sound, the same for the same sound. */
export function soundName(source: SoundSource): string {
  switch (source.kind) {
    case "chosen":
      return `chosen ${source.token}`;
    case "edited":
      return `${source.telephone ? "telephone" : "edited"} ${source.token}`;
    case "stored":
      return `stored ${source.agent} ${source.mediaUrl}`;
  }
}

/** Plays a sound from its beginning; what played before stops. */
export async function playSound(source: SoundSource): Promise<void> {
  run += 1;
  const mine = run;
  const sound = soundName(source);
  const hear = (event: PlaybackEvent) => {
    if (event.kind === "playing") {
      lengths.set(sound, event.length);
    }
    if (mine !== run) {
      return;
    }
    if (event.kind === "playing") {
      current.set({ sound, phase: "playing", position: event.position, length: event.length });
    } else if (event.kind === "ended") {
      current.set(undefined);
    }
  };
  current.set({ sound, phase: "loading", position: 0, length: lengths.get(sound) ?? 0 });
  try {
    await unwrap(commands.play(source, channel(hear)));
    if (mine === run) {
      current.set(undefined);
    }
  } catch (error) {
    if (mine === run) {
      current.set({ sound, phase: "failed", position: 0, length: 0, error });
    }
  }
}

/** Stops what plays, and forgets why something could not. */
export function stopSound(): void {
  run += 1;
  const playing = current.get();
  current.set(undefined);
  if (playing !== undefined && playing.phase !== "failed") {
    void commands.stopPlaying();
  }
}

/** How it stands with this sound; nothing while it does not play. */
export function usePlayback(sound: string): Playback | undefined {
  return useStore(current, (now) => (now?.sound === sound ? now : undefined));
}
