import { Button, SegmentedControl, Select } from "@mantine/core";
import IconArrowLeft from "@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs";
import { useId } from "react";
import type { ColorScheme, Language as LanguageSetting } from "../bridge";
import { commands, unwrap } from "../bridge";
import { languageNames, languages, useText } from "../i18n";
import { tell } from "../notices";
import { useSaveSettings, useStartUp } from "../start/startUp";
import { openKeysSheet } from "../window/keysSheet";
import { go, goBack } from "../window/place";
import { DamagedFiles } from "./DamagedFiles";
import { Licences } from "./Licences";
import { SampleReset } from "./SampleReset";
import classes from "./SettingsPage.module.css";

const forever = "forever";

/** How long the history can be kept, in days; a number somebody else chose is among them. */
function historyDays(chosen: number | null | undefined): number[] {
  const usual = [30, 90, 365, 730];
  return chosen === null || chosen === undefined || usual.includes(chosen)
    ? usual
    : [...usual, chosen].sort((one, other) => one - other);
}

/** How somebody likes the program. Each choice counts at once. */
export function SettingsPage() {
  const { t } = useText();
  const { settings, connections, version } = useStartUp();
  const save = useSaveSettings();
  const scheme = useId();
  const change = (part: Parameters<typeof save>[0]) => void save(part).catch(tell.problem);
  return (
    <div className={classes.page}>
      {connections.length === 0 && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconArrowLeft size={16} stroke={1.5} />}
          onClick={() => goBack({ screen: "first" })}
        >
          {t("common.back")}
        </Button>
      )}
      <h1 className={classes.title}>{t("settings.title")}</h1>
      <section className={classes.section} aria-labelledby={scheme}>
        <h2 id={scheme}>{t("settings.look")}</h2>
        <SegmentedControl
          className={classes.segments}
          aria-labelledby={scheme}
          value={settings.colorScheme}
          onChange={(value) => change({ colorScheme: value as ColorScheme })}
          data={[
            { value: "system", label: t("settings.system") },
            { value: "light", label: t("settings.light") },
            { value: "dark", label: t("settings.dark") },
          ]}
        />
        <p>{t("settings.lookHint")}</p>
      </section>
      <section className={classes.section}>
        <h2>{t("settings.language")}</h2>
        <Select
          className={classes.language}
          aria-label={t("settings.language")}
          allowDeselect={false}
          value={settings.language}
          onChange={(value) => value !== null && change({ language: value as LanguageSetting })}
          data={[
            { value: "system", label: t("settings.system") },
            ...languages.map((language) => ({ value: language, label: languageNames[language] })),
          ]}
        />
        <p>{t("settings.languageHint")}</p>
      </section>
      <section className={classes.section}>
        <h2>{t("settings.history")}</h2>
        <Select
          className={classes.language}
          aria-label={t("settings.historyDays")}
          allowDeselect={false}
          value={String(settings.historyDays ?? forever)}
          onChange={(value) =>
            value !== null && change({ historyDays: value === forever ? null : Number(value) })
          }
          data={[
            { value: forever, label: t("settings.historyForever") },
            ...historyDays(settings.historyDays).map((days) => ({
              value: String(days),
              label: t("settings.historyFor", { days }),
            })),
          ]}
        />
        <p>{t("settings.historyHint")}</p>
        <Button onClick={() => go({ screen: "history" })}>{t("history.whole")}</Button>
      </section>
      <section className={classes.section}>
        <h2>{t("settings.keys")}</h2>
        <p>{t(settings.sessionOnlyCredentials ? "settings.keysSession" : "settings.keysKeychain")}</p>
      </section>
      {connections.some((view) => view.connection.sample) && (
        <section className={classes.section}>
          <h2>{t("settings.samples")}</h2>
          <p>{t("settings.samplesHint")}</p>
          <SampleReset />
        </section>
      )}
      <DamagedFiles />
      <section className={classes.section}>
        <h2>{t("settings.about")}</h2>
        <p>{t("settings.aboutText")}</p>
        <p>{t("settings.version", { version })}</p>
        <div className={classes.row}>
          <Button onClick={openKeysSheet}>{t("settings.showKeys")}</Button>
          <Button onClick={() => void unwrap(commands.showLogs()).catch(tell.problem)}>
            {t("settings.logs")}
          </Button>
          <Licences />
        </div>
        <p>{t("settings.logsHint")}</p>
      </section>
    </div>
  );
}
