import { ActionIcon, Button, Modal, Textarea, Tooltip } from "@mantine/core";
import IconArrowsMaximize from "@tabler/icons-react/dist/esm/icons/IconArrowsMaximize.mjs";
import { type RefObject, useRef, useState } from "react";
import { useText } from "../i18n";
import { allHold } from "../session/conditions";
import { AudioTags } from "./AudioTags";
import { type ControlProps, textOf } from "./control";
import controls from "./controls.module.css";
import classes from "./forms.module.css";

/** How many lines there is room for before anything is typed. What an agent is told gets the most. */
function linesFor({ field, session }: Pick<ControlProps, "field" | "session">): number {
  if (field.meaning === "prompt") {
    return 8;
  }
  return session.within !== undefined ? 6 : field.meaning === "firstMessage" ? 4 : 3;
}

/** Text with room to breathe; the long ones also in a window of their own. An emptied text is nothing, not an empty text. */
export function LongTextControl(props: ControlProps<"longText">) {
  const { session, field, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const [large, setLarge] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = textOf(value);
  const lines = linesFor(props);
  const roomy = lines > 3;
  const change = (next: string) => onChange(next === "" ? null : next);
  const open = t("forms.writeLargeOf", { field: label });
  const tags = (at: RefObject<HTMLTextAreaElement | null>) =>
    field.aid?.kind === "audioTags" && allHold(field.aid.shownWhen, session) ? (
      <AudioTags tags={field.aid.tags} area={at} text={text} onChange={change} />
    ) : null;
  return (
    <div className={classes.longText} data-roomy={roomy}>
      <Textarea
        ref={area}
        id={id}
        value={text}
        description={
          <>
            {roomy && text !== "" && (
              <span className={classes.count} data-figures>
                {t("forms.characters", { count: [...text].length })}
              </span>
            )}
            {hint}
          </>
        }
        error={error}
        required={field.required}
        withAsterisk={false}
        dir="auto"
        autosize
        minRows={lines}
        maxRows={24}
        classNames={{ input: roomy ? classes.prose : undefined, section: classes.corner }}
        rightSection={
          roomy ? (
            <Tooltip label={t("forms.writeLarge")}>
              <ActionIcon size={28} aria-label={open} onClick={() => setLarge(true)}>
                <IconArrowsMaximize size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          ) : undefined
        }
        rightSectionWidth={roomy ? 36 : undefined}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {tags(area)}
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        title={label}
        size={880}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <LargeText text={text} label={label} onChange={change} tags={tags} />
        <div className={classes.largeFoot}>
          <span className={controls.shownHint} data-figures>
            {t("forms.characters", { count: [...text].length })}
          </span>
          <Button variant="filled" onClick={() => setLarge(false)}>
            {t("forms.done")}
          </Button>
        </div>
      </Modal>
    </div>
  );
}

interface LargeTextProps {
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly tags: (area: RefObject<HTMLTextAreaElement | null>) => React.ReactNode;
}

function LargeText({ text, label, onChange, tags }: LargeTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <Textarea
        ref={area}
        data-autofocus
        aria-label={label}
        value={text}
        dir="auto"
        rows={22}
        classNames={{ input: `${classes.prose} ${classes.large}` }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {tags(area)}
    </>
  );
}
