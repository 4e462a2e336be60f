import { UnstyledButton } from "@mantine/core";
import { memo } from "react";
import { useSources } from "../agents/sources";
import { nameOf, townOf } from "../agents/words";
import type { AgentSummary, Coverage, CoverageBoard, CoveredAgent } from "../bridge";
import { onAllAlong } from "../hours/coverage";
import { showTime } from "../hours/typed";
import { dayWords, longLength } from "../hours/words";
import { useText } from "../i18n";
import { openAgent } from "../window/place";
import classes from "./Coverage.module.css";
import { nameKey } from "./useCoverage";
import { type Cursor, gapAt, momentOf, quarter } from "./words";

/** Names that are told at once. */
const most = 24;

interface MomentProps {
  readonly board: CoverageBoard;
  readonly agents: ReadonlyMap<string, AgentSummary>;
  readonly cursor: Cursor;
  /** The moment whose names are told: while the mouse moves on, the last one it rested on. */
  readonly told: Cursor;
}

/** Who is on in a quarter of an hour; where nobody is, whose hours could stretch. */
export function Moment({ board, agents, cursor, told }: MomentProps) {
  const { t, format } = useText();
  const day = board.coverage.days[cursor.day];
  return day === undefined ? null : (
    <section aria-label={t("coverage.moment")}>
      <h2>
        {t("coverage.spoken", {
          day: dayWords(day.day, format),
          time: showTime(day.walls[cursor.at] ?? 0),
          count: day.quarters[cursor.at] ?? 0,
        })}
      </h2>
      <Who board={board} agents={agents} cursor={told} />
    </section>
  );
}

const Who = memo(function Who({ board, agents, cursor }: Omit<MomentProps, "told">) {
  const { t, format } = useText();
  const { coverage } = board;
  const day = coverage.days[cursor.day];
  if (day === undefined) {
    return null;
  }
  const from = day.start + cursor.at * quarter;
  const count = day.quarters[cursor.at] ?? 0;
  const gap = count === 0 ? gapAt(coverage, day, cursor.at) : undefined;
  const on = onAllAlong(coverage.agents, from, from + quarter).flatMap((at) => board.agents[at] ?? []);
  return (
    <>
      {gap !== undefined ? (
        <>
          <p>{t("coverage.gap", gapWords(coverage, gap, format))}</p>
          {gap.candidates.length === 0 ? (
            <p className={classes.hint}>{t("coverage.noCandidates")}</p>
          ) : (
            <>
              <p className={classes.hint}>{t("coverage.candidates")}</p>
              <ul>
                {gap.candidates.map((candidate) => {
                  const agent = board.agents[candidate.agent];
                  const zone = agent && agents.get(nameKey(agent))?.timeZone;
                  return agent === undefined ? null : (
                    <li key={`${candidate.agent} ${candidate.edge}`}>
                      <ToHours agent={agent} agents={agents} />
                      <span>
                        {t(candidate.edge === "start" ? "coverage.begin" : "coverage.end", {
                          day: dayWords(candidate.day, format),
                          time: [showTime(candidate.minute), zone ? townOf(zone) : ""].join(" ").trim(),
                          length: longLength(candidate.minutes),
                        })}
                      </span>
                    </li>
                  );
                })}
              </ul>
            </>
          )}
        </>
      ) : (
        <ul>
          {on.slice(0, most).map((agent) => (
            <li key={nameKey(agent)}>
              <ToHours agent={agent} agents={agents} />
            </li>
          ))}
          {on.length > most && <li>{t("coverage.more", { count: on.length - most })}</li>}
        </ul>
      )}
    </>
  );
});

interface ToHoursProps {
  readonly agent: CoveredAgent;
  readonly agents: ReadonlyMap<string, AgentSummary>;
}

const ToHours = memo(function ToHours({ agent, agents }: ToHoursProps) {
  const { t } = useText();
  const sources = useSources();
  const section = sources.get(agent.connection)?.system?.sections.find((each) => each.kind === "hours")?.id;
  const name = nameOf({ name: agents.get(nameKey(agent))?.name ?? agent.agent });
  return (
    <UnstyledButton
      className={classes.name}
      aria-label={t("coverage.openHours", { name })}
      onClick={() => openAgent(agent.connection, agent.agent, section)}
    >
      <bdi>{name}</bdi>
    </UnstyledButton>
  );
});

interface GapsProps {
  readonly coverage: Coverage;
  readonly onChoose: (day: number, at: number) => void;
}

/** Every stretch of the week in which nobody is on. */
export const Gaps = memo(function Gaps({ coverage, onChoose }: GapsProps) {
  const { t, format } = useText();
  return (
    <section aria-label={t("coverage.gaps")}>
      <h2>{t("coverage.gaps")}</h2>
      {coverage.gaps.length === 0 ? (
        <p>{t("coverage.noGaps")}</p>
      ) : (
        <ul>
          {coverage.gaps.map((gap) => {
            const moment = momentOf(coverage, gap.from);
            const words = gapWords(coverage, gap, format);
            return (
              <li key={gap.from}>
                <UnstyledButton
                  className={classes.name}
                  onClick={() => {
                    if (moment !== undefined) {
                      const at = Math.floor((gap.from - moment.day.start) / quarter);
                      onChoose(coverage.days.indexOf(moment.day), at);
                    }
                  }}
                >
                  {t("coverage.gapShort", words)}
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
});

function gapWords(
  coverage: Coverage,
  gap: { readonly from: number; readonly to: number },
  format: ReturnType<typeof useText>["format"],
) {
  const side = (minute: number, end: boolean) => {
    const moment = momentOf(coverage, minute, end);
    return moment === undefined ? "" : `${dayWords(moment.day.day, format)} ${showTime(moment.minute)}`;
  };
  return { from: side(gap.from, false), to: side(gap.to, true), length: longLength(gap.to - gap.from) };
}
