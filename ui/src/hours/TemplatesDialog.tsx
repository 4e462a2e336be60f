import { ActionIcon, Button, Modal, TextInput, Tooltip } from "@mantine/core";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { type FormEvent, useState } from "react";
import type { WeekTemplate } from "../bridge";
import { ErrorNotice } from "../errors";
import { type MessageId, shownName, useText } from "../i18n";
import { WeekStripPicture } from "../parts/WeekStripPicture";
import { useSaveSettings, useStartUpState } from "../start/startUp";
import { minutesOfDays, type Ranges } from "./ranges";
import classes from "./Templates.module.css";
import {
  keepTemplate,
  longestName,
  type NameRefusal,
  nameRefusal,
  renameTemplate,
  templateOf,
  weekOfTemplate,
  withoutTemplate,
} from "./templates";

interface TemplatesDialogProps {
  /** The week on screen, to be kept. */
  readonly week: Ranges;
  readonly onClose: () => void;
}

const refusals = {
  empty: "hours.templateEmpty",
  long: "hours.templateLong",
  taken: "hours.templateTaken",
  full: "hours.templateFull",
} as const satisfies Record<NameRefusal, MessageId>;

/** The admin's own weeks: keep the one on screen by a name, rename and remove the kept ones. */
export function TemplatesDialog({ week, onClose }: TemplatesDialogProps) {
  const { t } = useText();
  const save = useSaveSettings();
  const [failure, setFailure] = useState<unknown>();
  const [renamed, setRenamed] = useState<number>();
  const own = useStartUpState().data?.settings.ownTemplates ?? [];
  const store = async (ownTemplates: WeekTemplate[]) => {
    setFailure(undefined);
    try {
      await save({ ownTemplates });
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("hours.templatesTitle")}
      size={460}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.dialog}>
        <NameForm
          label={t("hours.templateName")}
          action={t("hours.templateKeep")}
          hint={t("hours.templateHint")}
          week={week}
          refusal={(name) => nameRefusal(own, name)}
          onReplace={(name) => void store(keepTemplate(own, templateOf(name, week)))}
          onName={(name) => void store(keepTemplate(own, templateOf(name, week)))}
        />
        {failure !== undefined && <ErrorNotice error={failure} compact />}
        {own.length === 0 ? (
          <p className={classes.none}>{t("hours.noTemplates")}</p>
        ) : (
          <ul className={classes.kept} aria-label={t("hours.ownTemplates")}>
            {own.map((template, index) => (
              <li key={template.name}>
                {renamed === index ? (
                  <NameForm
                    label={t("hours.templateRename", { name: template.name })}
                    action={t("hours.templateRenameAction")}
                    initial={template.name}
                    refusal={(name) => nameRefusal(own, name, index)}
                    onName={(name) => {
                      setRenamed(undefined);
                      void store(renameTemplate(own, index, name));
                    }}
                    onCancel={() => setRenamed(undefined)}
                  />
                ) : (
                  <Kept
                    template={template}
                    onRename={() => setRenamed(index)}
                    onRemove={() => void store(withoutTemplate(own, index))}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}

interface KeptProps {
  readonly template: WeekTemplate;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function Kept({ template, onRename, onRemove }: KeptProps) {
  const { t, format } = useText();
  const { name } = template;
  const actions = [
    { words: t("hours.templateRename", { name }), Icon: IconPencil, act: onRename },
    { words: t("hours.templateRemove", { name }), Icon: IconTrash, act: onRemove },
  ];
  return (
    <div className={classes.row}>
      <bdi className={classes.name}>{shownName(name)}</bdi>
      <WeekStripPicture week={minutesOfDays(weekOfTemplate(template))} order={format.week()} />
      {actions.map(({ words, Icon, act }) => (
        <Tooltip key={words} label={words}>
          <ActionIcon size={28} aria-label={words} onClick={act}>
            <Icon size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly action: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly week?: Ranges;
  readonly refusal: (name: string) => NameRefusal | undefined;
  readonly onName: (name: string) => void;
  /** Where a name that is taken may replace what it names. */
  readonly onReplace?: (name: string) => void;
  readonly onCancel?: () => void;
}

function NameForm({
  label,
  action,
  hint,
  initial = "",
  week,
  refusal,
  onName,
  onReplace,
  onCancel,
}: NameFormProps) {
  const { t, format } = useText();
  const [name, setName] = useState(initial);
  const [refused, setRefused] = useState<NameRefusal>();
  const finish = (take: (name: string) => void) => {
    take(name);
    setName("");
    setRefused(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const why = refusal(name);
    setRefused(why);
    if (why === undefined) {
      finish(onName);
    }
  };
  const mayReplace = refused === "taken" && onReplace !== undefined;
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={label}
        description={hint}
        value={name}
        data-autofocus
        autoComplete="off"
        error={refused && t(refusals[refused], { most: longestName })}
        rightSection={week && <WeekStripPicture week={minutesOfDays(week)} order={format.week()} />}
        rightSectionWidth={week === undefined ? undefined : 96}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setRefused(undefined);
        }}
      />
      <div className={classes.actions}>
        {onCancel !== undefined && <Button onClick={onCancel}>{t("common.cancel")}</Button>}
        {mayReplace ? (
          <Button variant="filled" onClick={() => finish(onReplace)}>
            {t("hours.templateReplace")}
          </Button>
        ) : (
          <Button type="submit" variant="filled">
            {action}
          </Button>
        )}
      </div>
    </form>
  );
}
