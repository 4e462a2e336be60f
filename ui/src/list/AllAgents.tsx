import { Button } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useMemo } from "react";
import { type Source, useSources } from "../agents/sources";
import { type Agents, merged, useLists } from "../agents/useAgents";
import { describeError } from "../errors";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { go } from "../window/place";
import classes from "./AgentList.module.css";
import { addSomewhere, wayInto } from "./adding";
import { Listing } from "./Listing";

/** The agents of every connection in one list. What one connection does not answer is said; the others are shown. */
export function AllAgents() {
  const { t } = useText();
  const sources = useSources();
  const connections = useMemo(() => [...sources.keys()], [sources]);
  const lists = useLists(connections);
  const list = useMemo(() => merged(lists), [lists]);
  const broken = [...sources.values()].flatMap((source, at) => {
    const part = lists[at];
    return part?.state === "broken" ? [{ source, part }] : [];
  });
  const mayAdd = [...sources.values()].some((source) => wayInto(source) !== undefined);
  return (
    <Listing
      scope=""
      label={t("agents.listAll")}
      title={t("agents.all")}
      list={list}
      sources={sources}
      across
      way={mayAdd ? "create" : undefined}
      onAdd={() => addSomewhere(sources)}
      troubles={
        broken.length === 0 ? undefined : (
          <div role="alert" className={classes.troubles}>
            <ul>
              {broken.map(({ source, part }) => (
                <Trouble key={source.view.connection.id} source={source} part={part} />
              ))}
            </ul>
          </div>
        )
      }
      empty={<Empty text={t("agents.emptyAll")} />}
    />
  );
}

/** One connection that did not answer, or not to the end. */
function Trouble({ source, part }: { readonly source: Source; readonly part: Agents }) {
  const { t } = useText();
  const { name, view } = source;
  const { title, remedy } = describeError(part.error);
  const loaded = part.agents.length;
  const toConnection = remedy === "replaceKey" || remedy === "openConnection";
  return (
    <li className={classes.trouble}>
      <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
      <span className={classes.troubleWords}>
        <b>
          {loaded === 0
            ? t("agents.noneOf", { name })
            : part.total === null
              ? t("agents.someOf", { name, loaded })
              : t("agents.partOf", { name, loaded, total: part.total })}
        </b>{" "}
        {title}.
      </span>
      {toConnection ? (
        <Button
          size="xs"
          aria-label={`${t(remedy === "replaceKey" ? "errors.replaceKey" : "errors.openConnection")}: ${name}`}
          onClick={() => go({ screen: "connection", connection: view.connection.id })}
        >
          {t(remedy === "replaceKey" ? "errors.replaceKey" : "errors.openConnection")}
        </Button>
      ) : (
        <Button size="xs" aria-label={`${t("common.tryAgain")}: ${name}`} onClick={part.goOn}>
          {t("common.tryAgain")}
        </Button>
      )}
    </li>
  );
}
