import { Button, Modal, Select } from "@mantine/core";
import IconMicrophone from "@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs";
import IconPlayerPause from "@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconRefresh from "@tabler/icons-react/dist/esm/icons/IconRefresh.mjs";
import { useEffect, useState } from "react";
import type { ChosenFile, Microphone } from "../bridge";
import { ErrorNotice } from "../errors";
import { text, useText } from "../i18n";
import { leaving } from "../window/leaving";
import { showSeconds } from "./names";
import classes from "./Record.module.css";
import { useRecording } from "./useRecording";

interface RecordDialogProps {
  readonly connection: string;
  readonly microphones: readonly Microphone[];
  readonly onUse: (file: ChosenFile) => void;
  readonly onClose: () => void;
}

/** A peak this high is about to be cut off. */
const tooLoud = 0.97;

/** Records a sound: counts down, shows how loud it is, pauses, starts over, or is used as a chosen file. Closing it keeps the take. */
export function RecordDialog({ connection, microphones, onUse, onClose }: RecordDialogProps) {
  const { t } = useText();
  const [microphone, setMicrophone] = useState(microphones[0]?.id ?? null);
  const { state, failure, begin, keep, pause, use } = useRecording(microphone);
  const { phase } = state;
  const words = () => {
    switch (phase) {
      case "idle":
      case "opening":
        return "";
      case "counting":
        return t("drops.countdown", { count: state.count });
      case "recording":
        return t("drops.recordingNow");
      case "paused":
        return t("drops.recordingPaused");
      case "full":
        return t("drops.recordingFull");
      case "interrupted":
        return t("drops.recordingInterrupted");
    }
  };
  const going = phase === "recording" || phase === "paused";
  const taken = (going && state.seconds > 0) || phase === "full" || phase === "interrupted";
  useEffect(
    () => leaving.register({ what: () => (taken || going ? text("closing.recording") : undefined) }),
    [taken, going],
  );
  const close = () => {
    void keep().then(onClose, onClose);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t("drops.recordTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
      closeOnClickOutside={false}
    >
      <div className={classes.recording}>
        <Select
          label={t("drops.microphone")}
          data={microphones.map(({ id, name }) => ({ value: id, label: name }))}
          value={microphone}
          allowDeselect={false}
          disabled={phase !== "idle"}
          onChange={setMicrophone}
        />
        <div className={classes.now} data-phase={phase}>
          <p role="status">{words()}</p>
          <span data-figures>{phase === "counting" ? state.count : showSeconds(state.seconds)}</span>
        </div>
        <meter
          className={classes.level}
          min={0}
          max={1}
          high={0.85}
          value={shownLevel(state.peak)}
          aria-label={t("drops.level")}
        />
        {going && state.peak >= tooLoud && <p className={classes.warning}>{t("drops.levelTooLoud")}</p>}
        {failure !== undefined && <ErrorNotice error={failure} connection={connection} compact />}
        <div className={classes.buttons}>
          {phase === "idle" && (
            <Button
              variant="filled"
              data-autofocus
              leftSection={<IconMicrophone size={18} stroke={1.5} />}
              onClick={() => void begin()}
            >
              {t("drops.startRecording")}
            </Button>
          )}
          {taken && (
            <Button
              variant="filled"
              onClick={() => void use(t("drops.recordingName")).then((file) => file && onUse(file))}
            >
              {t("drops.useRecording")}
            </Button>
          )}
          {going && (
            <Button
              leftSection={
                phase === "paused" ? (
                  <IconPlayerPlay size={18} stroke={1.5} />
                ) : (
                  <IconPlayerPause size={18} stroke={1.5} />
                )
              }
              onClick={() => void pause(phase !== "paused")}
            >
              {t(phase === "paused" ? "drops.goOn" : "drops.pause")}
            </Button>
          )}
          {taken && (
            <Button leftSection={<IconRefresh size={18} stroke={1.5} />} onClick={() => void begin()}>
              {t("drops.takeAgain")}
            </Button>
          )}
          <Button onClick={close}>{t(taken ? "drops.keepForLater" : "common.cancel")}</Button>
        </div>
      </div>
    </Modal>
  );
}

/** From -48 dB to full scale, as a meter shows it. */
function shownLevel(peak: number): number {
  return peak <= 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(peak)) / 48));
}
