import { Indicator, Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconBell,
  IconChartBar,
  IconHelp,
  IconHistory,
  IconHourglass,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlus,
  IconSettings,
  IconUserCircle,
  IconUsers,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ConnectionView, SystemDescription } from "../bridge";
import { useUnfinishedCounts } from "../changes";
import { useText } from "../i18n";
import { NoticesPanel } from "../notices/NoticesPanel";
import { useUnreadNotices } from "../notices/notices";
import { SystemMark } from "../parts/SystemMark";
import { connectionName, markLetters } from "../start/names";
import { useStartUp } from "../start/startUp";
import { openKeysSheet } from "../window/keysSheet";
import { foldList } from "../window/list";
import { connectionOf, go, type Place, usePlace } from "../window/place";
import { commandKey } from "../window/platform";
import classes from "./Rail.module.css";

interface RailProps {
  /** On a narrow window: whether the list lies folded away. Without it there is no list, or it stands beside the page. */
  readonly listFolded?: boolean;
}

/** The connections, and what belongs to none of them. */
export function Rail({ listFolded }: RailProps) {
  const { t } = useText();
  const { connections, systems } = useStartUp();
  const place = usePlace();
  const here = connectionOf(place);
  const view = connections.find((known) => known.connection.id === here);
  const system = systems.find((known) => known.id === view?.connection.system);
  const FoldIcon = listFolded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes.rail} aria-label={t("app.rail")}>
      {listFolded !== undefined && (
        <div className={classes.top}>
          <RailButton
            name={t(listFolded ? "app.showList" : "app.hideList")}
            onClick={() => foldList(!listFolded)}
          >
            <FoldIcon size={20} stroke={1.5} aria-hidden />
          </RailButton>
        </div>
      )}
      <ul className={classes.connections}>
        {connections.length > 1 && (
          <li>
            <RailButton
              name={t("agents.all")}
              keys={`${commandKey} 0`}
              onClick={() => go({ screen: "everything" })}
              place={place}
              to="everything"
            >
              <IconUsers size={20} stroke={1.5} aria-hidden />
            </RailButton>
          </li>
        )}
        {connections.map((known, at) => (
          <li key={known.connection.id}>
            <ConnectionButton
              view={known}
              system={systems.find((each) => each.id === known.connection.system)}
              at={at}
              letters={markLetters(known.connection, connections)}
              chosen={known.connection.id === here && place.screen !== "everything"}
            />
          </li>
        ))}
        <li>
          <RailButton
            name={t("app.addConnection")}
            onClick={() => go({ screen: "connect" })}
            place={place}
            to="connect"
          >
            <span className={classes.add}>
              <IconPlus size={18} stroke={1.5} aria-hidden />
            </span>
          </RailButton>
        </li>
      </ul>
      <div className={classes.foot}>
        {here !== undefined && system?.capabilities.ownAgent === true && (
          <RailButton
            name={t("app.myProfile")}
            onClick={() => go({ screen: "me", connection: here })}
            place={place}
            to="me"
          >
            <IconUserCircle size={20} stroke={1.5} aria-hidden />
          </RailButton>
        )}
        <RailButton
          name={t("coverage.title")}
          onClick={() => go({ screen: "coverage" })}
          place={place}
          to="coverage"
        >
          <IconChartBar size={20} stroke={1.5} aria-hidden />
        </RailButton>
        <RailButton
          name={t("history.title")}
          onClick={() => go({ screen: "history" })}
          place={place}
          to="history"
        >
          <IconHistory size={20} stroke={1.5} aria-hidden />
        </RailButton>
        <UnfinishedButton place={place} />
        <NoticesButton />
        <RailButton name={t("app.help")} keys="?" onClick={openKeysSheet}>
          <IconHelp size={20} stroke={1.5} aria-hidden />
        </RailButton>
        <RailButton
          name={t("app.settings")}
          keys={`${commandKey} ,`}
          onClick={() => go({ screen: "settings" })}
          place={place}
          to="settings"
        >
          <IconSettings size={20} stroke={1.5} aria-hidden />
        </RailButton>
      </div>
    </nav>
  );
}

interface ConnectionButtonProps {
  readonly view: ConnectionView;
  readonly system: SystemDescription | undefined;
  readonly at: number;
  readonly letters: string | undefined;
  readonly chosen: boolean;
}

function ConnectionButton({ view, system, at, letters, chosen }: ConnectionButtonProps) {
  const { t } = useText();
  const { connection, credential } = view;
  const facts = [
    connectionName(connection),
    system?.name,
    connection.sample ? t("app.sample") : undefined,
    credential === "missing" ? t("app.keyMissing") : undefined,
  ].filter((fact, index, all) => fact !== undefined && all.indexOf(fact) === index);
  const open = () =>
    go(
      credential === "missing"
        ? { screen: "connection", connection: connection.id }
        : { screen: "agents", connection: connection.id },
    );
  return (
    <Tooltip
      position="right"
      label={
        <span className={classes.tip}>
          {facts.join(" · ")}
          {at < 9 && <span className={classes.tipKeys}>{`${commandKey} ${at + 1}`}</span>}
        </span>
      }
    >
      <UnstyledButton
        className={classes.connection}
        data-chosen={chosen}
        aria-current={chosen ? "page" : undefined}
        aria-label={facts.join(", ")}
        onClick={open}
      >
        <SystemMark system={system} initials={letters} />
        {credential === "missing" && <span className={classes.warning} aria-hidden />}
      </UnstyledButton>
    </Tooltip>
  );
}

interface RailButtonProps {
  readonly name: string;
  readonly keys?: string;
  readonly onClick?: () => void;
  readonly place?: Place;
  readonly to?: Place["screen"];
  readonly children: ReactNode;
}

function RailButton({ name, keys, onClick, place, to, children }: RailButtonProps) {
  const chosen = to !== undefined && place?.screen === to;
  return (
    <Tooltip
      position="right"
      label={
        <span className={classes.tip}>
          {name}
          {keys !== undefined && <span className={classes.tipKeys}>{keys}</span>}
        </span>
      }
    >
      <UnstyledButton
        className={classes.button}
        data-chosen={chosen}
        aria-current={chosen ? "page" : undefined}
        aria-label={name}
        onClick={onClick}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  );
}

/** The way to what is under way or needs somebody; not there while there is nothing. */
function UnfinishedButton({ place }: { readonly place: Place }) {
  const { t } = useText();
  const { all, forSomebody } = useUnfinishedCounts();
  if (all === 0 && place.screen !== "unfinished") {
    return null;
  }
  return (
    <RailButton
      name={t("changes.count", { count: forSomebody })}
      onClick={() => go({ screen: "unfinished" })}
      place={place}
      to="unfinished"
    >
      <Indicator
        disabled={forSomebody === 0}
        label={forSomebody}
        size={16}
        offset={2}
        color="warn"
        classNames={{ indicator: classes.count }}
      >
        <IconHourglass size={20} stroke={1.5} aria-hidden />
      </Indicator>
    </RailButton>
  );
}

function NoticesButton() {
  const { t } = useText();
  const unread = useUnreadNotices();
  return (
    <NoticesPanel>
      {(toggle, opened) => (
        <Tooltip position="right" label={t("app.noticesNew", { count: unread })} disabled={opened}>
          <UnstyledButton
            className={classes.button}
            aria-label={t("app.noticesNew", { count: unread })}
            aria-expanded={opened}
            aria-haspopup="dialog"
            onClick={toggle}
          >
            <Indicator disabled={unread === 0} size={8} offset={2} color="accent">
              <IconBell size={20} stroke={1.5} aria-hidden />
            </Indicator>
          </UnstyledButton>
        </Tooltip>
      )}
    </NoticesPanel>
  );
}
