import { Button, Menu } from "@mantine/core";
import { shownName, useText } from "../i18n";
import { WeekStripPicture } from "../parts/WeekStripPicture";
import { useStartUpState } from "../start/startUp";
import { minutesOfDays, noRanges, type Ranges } from "./ranges";
import classes from "./Templates.module.css";
import { templates, weekOfTemplate } from "./templates";

interface WeekMenuProps {
  readonly onFill: (week: Ranges) => void;
  readonly onKeep: () => void;
  readonly onOtherAgent: () => void;
}

/** Whole weeks to begin with: usual ones, the admin's own, another agent's. */
export function WeekMenu(props: WeekMenuProps) {
  const { t } = useText();
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button>{t("hours.fillWeek")}</Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Items {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({ onFill, onKeep, onOtherAgent }: WeekMenuProps) {
  const { t } = useText();
  const own = useStartUpState().data?.settings.ownTemplates ?? [];
  return (
    <>
      {own.length > 0 && (
        <>
          <Menu.Label>{t("hours.ownTemplates")}</Menu.Label>
          {own.map((template) => {
            const week = weekOfTemplate(template);
            return <Week key={template.name} name={template.name} week={week} onFill={onFill} />;
          })}
          <Menu.Divider />
        </>
      )}
      <Menu.Label>{t("hours.templates")}</Menu.Label>
      {templates.map((template) => (
        <Week
          key={template.text}
          name={t(template.text)}
          week={{
            ...noRanges(),
            ...Object.fromEntries(Object.entries(template.ranges).map(([day, range]) => [day, [range]])),
          }}
          onFill={onFill}
        />
      ))}
      <Menu.Divider />
      <Menu.Item onClick={onOtherAgent}>{t("hours.ofOtherAgent")}</Menu.Item>
      <Menu.Item onClick={onKeep}>{t("hours.keepTemplates")}</Menu.Item>
    </>
  );
}

interface WeekProps {
  readonly name: string;
  readonly week: Ranges;
  readonly onFill: (week: Ranges) => void;
}

function Week({ name, week, onFill }: WeekProps) {
  const { format } = useText();
  return (
    <Menu.Item
      classNames={{ itemLabel: classes.name }}
      rightSection={<WeekStripPicture week={minutesOfDays(week)} order={format.week()} />}
      onClick={() => onFill(week)}
    >
      <bdi>{shownName(name)}</bdi>
    </Menu.Item>
  );
}
