import { Button } from "@mantine/core";
import IconPhoto from "@tabler/icons-react/dist/esm/icons/IconPhoto.mjs";
import { useRef, useState } from "react";
import { nameOf } from "../agents/words";
import { type ChosenFile, type Crop, commands, type PictureFacts, unwrap } from "../bridge";
import { PendingAttachments } from "../drops/PendingAttachments";
import { UploadProgressLine } from "../drops/UploadProgressLine";
import { useFileZone } from "../drops/useFileZone";
import { usePendingAttachments } from "../drops/usePendingAttachments";
import { useUpload } from "../drops/useUpload";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { PersonPicture } from "../parts/PersonPicture";
import { fieldsOf } from "../session/edits";
import type { AgentSession } from "../session/session";
import classes from "./Avatar.module.css";
import { CropDialog } from "./CropDialog";
import type { View } from "./crop";

interface AvatarFieldProps {
  readonly session: AgentSession;
  /** Names the button that chooses, for a label beside it. */
  readonly id?: string;
}

interface Chosen {
  readonly file: ChosenFile;
  readonly facts: PictureFacts;
  readonly view?: View;
  readonly crop?: Crop;
}

/** An agent's picture: chosen or dropped, cut to a square, stored at once; taking it away waits for the save. */
export function AvatarField({ session, id }: AvatarFieldProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Chosen>();
  const [cutting, setCutting] = useState(false);
  const [unusable, setUnusable] = useState<unknown>();
  const upload = useUpload();
  const { pending, refresh } = usePendingAttachments(session, "avatar");
  const { connection, agent, record } = session;
  const pointer =
    fieldsOf(session.system).find(({ field }) => field.control.kind === "avatar")?.field.pointer ??
    "/avatarUrl";
  const value = session.value(pointer);
  const hasPicture = typeof value === "string" && value !== "";
  const running = upload.state.kind === "running";

  const take = async (file: ChosenFile) => {
    upload.reset();
    setUnusable(undefined);
    try {
      const facts = await unwrap(commands.inspectPicture(file.token));
      setChosen({ file, facts });
      setCutting(true);
    } catch (error) {
      setChosen(undefined);
      setUnusable(error);
    }
  };
  const choose = async () => {
    try {
      const file = await unwrap(commands.chooseFile("avatar", t("avatar.chooseTitle"), t("avatar.pictures")));
      if (file !== null) {
        await take(file);
      }
    } catch (error) {
      setUnusable(error);
    }
  };
  const store = async (file: ChosenFile, crop: Crop) => {
    if (agent === null) {
      return;
    }
    const stored = await upload.run((job, channel) =>
      commands.uploadAvatar(connection, agent, file.token, crop, job, channel),
    );
    if (stored === undefined) {
      await refresh();
      return;
    }
    setChosen(undefined);
    session.revert(pointer);
    session.replaceRecord(stored);
    tell.done(t("avatar.stored", { name: nameOf(stored.summary) }));
  };
  const held = useFileZone({
    box,
    enabled: agent !== null && !running && !cutting,
    onFile: (file) => void take(file),
    onRefused: setUnusable,
  });

  if (agent === null || record === null) {
    return <p className={classes.hint}>{t("avatar.saveFirst")}</p>;
  }
  return (
    <div className={classes.avatar} ref={box} data-held={held}>
      <PersonPicture
        name={nameOf(record.summary)}
        picture={hasPicture && !session.isEdited(pointer) ? record.summary.picture : null}
        kind={record.summary.kind}
        size={96}
      />
      <div className={classes.side}>
        <div className={classes.buttons}>
          <Button
            id={id}
            onClick={() => void choose()}
            disabled={running}
            leftSection={<IconPhoto size={18} stroke={1.5} />}
          >
            {t("avatar.choose")}
          </Button>
          {hasPicture && (
            <Button variant="subtle" color="bad" disabled={running} onClick={() => session.edit(pointer, "")}>
              {t("common.remove")}
            </Button>
          )}
        </div>
        <p className={classes.hint}>{t(held ? "avatar.dropHere" : "avatar.hint")}</p>
        {upload.state.kind === "running" && (
          <UploadProgressLine progress={upload.state.progress} onStop={upload.stop} />
        )}
        {upload.state.kind === "failed" && chosen !== undefined && (
          <div className={classes.failed}>
            <ErrorNotice
              error={upload.state.error}
              connection={connection}
              compact
              change
              onRetry={
                pending.length === 0 && chosen.crop !== undefined
                  ? () => chosen.crop !== undefined && void store(chosen.file, chosen.crop)
                  : undefined
              }
            />
            <Button size="xs" variant="subtle" onClick={() => setCutting(true)}>
              {t("avatar.cutAgain", { file: chosen.file.name })}
            </Button>
          </div>
        )}
        {unusable !== undefined && <ErrorNotice error={unusable} connection={connection} compact />}
        <PendingAttachments pending={pending} onStored={session.replaceRecord} onChanged={refresh} />
      </div>
      {cutting && chosen !== undefined && (
        <CropDialog
          token={chosen.file.token}
          facts={chosen.facts}
          view={chosen.view}
          onClose={() => {
            setCutting(false);
            if (chosen.crop === undefined) {
              setChosen(undefined);
            }
          }}
          onUse={(crop, view) => {
            setCutting(false);
            setChosen({ ...chosen, crop, view });
            void store(chosen.file, crop);
          }}
        />
      )}
    </div>
  );
}
