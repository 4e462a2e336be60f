import { Indicator, Tooltip, UnstyledButton } from "@mantine/core";
import IconBell from "@tabler/icons-react/dist/esm/icons/IconBell.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconLayoutSidebarLeftCollapse from "@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftCollapse.mjs";
import IconLayoutSidebarLeftExpand from "@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftExpand.mjs";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import type { ReactNode } from "react";
import { type ActionId, actions } from "../actions/actions";
import { keysText } from "../actions/keys";
import { perform } from "../actions/registry";
import type { ConnectionView, SystemDescription } from "../bridge";
import { useUnfinishedCounts } from "../changes";
import { useText } from "../i18n";
import { NoticesPanel } from "../notices/NoticesPanel";
import { useUnreadNotices } from "../notices/notices";
import { SystemMark } from "../parts/SystemMark";
import { lacksKey } from "../start/credential";
import { connectionName, markLetters } from "../start/names";
import { useStartUp } from "../start/startUp";
import { foldList } from "../window/list";
import { connectionOf, go, type Place, usePlace } from "../window/place";
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
            <ActionButton id="everything" place={place} to="everything" />
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
      </ul>
      <div className={classes.more}>
        <ActionButton id="connect" place={place} to="connect">
          <span className={classes.add}>
            <IconPlus size={18} stroke={1.5} aria-hidden />
          </span>
        </ActionButton>
      </div>
      <div className={classes.foot}>
        {here !== undefined && system?.capabilities.ownAgent === true && (
          <ActionButton id="me" place={place} to="me" />
        )}
        <ActionButton id="coverage" place={place} to="coverage" />
        <ActionButton id="history" place={place} to="history" />
        <UnfinishedButton place={place} />
        <NoticesButton />
        <ActionButton id="keys" place={place} />
        <ActionButton id="settings" place={place} to="settings" />
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
  const { connection } = view;
  const keyless = lacksKey(view);
  const facts = [
    connectionName(connection),
    system?.name,
    connection.sample ? t("app.sample") : undefined,
    keyless ? t("app.keyMissing") : undefined,
  ].filter((fact, index, all) => fact !== undefined && all.indexOf(fact) === index);
  const open = () =>
    go(
      keyless
        ? { screen: "connection", connection: connection.id }
        : { screen: "agents", connection: connection.id },
    );
  return (
    <Tooltip
      position="right"
      label={
        <span className={classes.tip}>
          {facts.join(" · ")}
          <span className={classes.tipKeys}>{keysText("connection", at)}</span>
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
        {keyless && <span className={classes.warning} aria-hidden />}
      </UnstyledButton>
    </Tooltip>
  );
}

interface ActionButtonProps {
  readonly id: ActionId;
  readonly place: Place;
  readonly to?: Place["screen"];
  /** In place of the action's own picture. */
  readonly children?: ReactNode;
}

/** An action of the frame, called as it is everywhere. */
function ActionButton({ id, place, to, children }: ActionButtonProps) {
  const { t } = useText();
  const { label, icon: Icon } = actions[id];
  return (
    <RailButton name={t(label)} keys={keysText(id)} onClick={() => perform(id)} place={place} to={to}>
      {children ?? (Icon !== undefined && <Icon size={20} stroke={1.5} aria-hidden />)}
    </RailButton>
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
          {keys !== undefined && keys !== "" && <span className={classes.tipKeys}>{keys}</span>}
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
