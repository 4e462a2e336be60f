/** Coverage for the mocked core: every agent gets one of a few shifts. The real counting is the core's. */
import type {
  AgentSummary,
  ClockChangeEffect,
  CoverageBoard,
  CoverageGap,
  CoverageQuestion,
  OnStretch,
} from "../src/bridge/bindings";

const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const shifts = [
  [480, 960],
  [540, 1020],
  [600, 1140],
  [840, 1320],
] as const;
const walls = Array.from({ length: 96 }, (_, at) => at * 15);

function stretchesOf(index: number): OnStretch[] {
  const [from, to] = shifts[index % shifts.length] ?? shifts[0];
  const onDays = index % 5 === 0 ? [0, 1, 2, 3, 4, 5] : [0, 1, 2, 3, 4];
  return onDays.map((day) => ({ from: day * 1440 + from, to: day * 1440 + to }));
}

export function coverageOf(
  agentsOf: (connection: string) => readonly AgentSummary[],
  question: CoverageQuestion,
): CoverageBoard {
  const all = question.connections.flatMap(agentsOf);
  const wanted = all.filter(
    ({ connection, id }) =>
      question.only === null ||
      question.only.some((each) => each.connection === connection && each.agent === id),
  );
  const unknown = wanted.flatMap((_, index) => (index % 11 === 7 ? [index] : []));
  const agents = wanted.map((_, index) => (unknown.includes(index) ? [] : stretchesOf(index)));
  const first = names.indexOf(question.firstDay);
  const begin = Date.UTC(2026, 2, 2 + first - (first > 3 ? 7 : 0)) + question.weeksAhead * 7 * 86_400_000;
  const days = names.map((_, day) => ({
    date: new Date(begin + day * 86_400_000).toISOString().slice(0, 10),
    day: names[(first + day) % 7] ?? "monday",
    start: day * 1440,
    minutes: 1440,
    walls,
    quarters: walls.map((wall) => {
      const at = day * 1440 + wall;
      return agents.filter((on) => on.some(({ from, to }) => from <= at && at + 15 <= to)).length;
    }),
  }));
  const quarters = days.flatMap((day) => day.quarters);
  const gaps: CoverageGap[] = [];
  for (const [at, count] of quarters.entries()) {
    const last = gaps.at(-1);
    if (count === 0 && last?.to === at * 15) {
      last.to += 15;
    } else if (count === 0) {
      gaps.push({
        from: at * 15,
        to: at * 15 + 15,
        candidates: [
          { agent: 3, day: "tuesday", edge: "end", minute: 1920, minutes: 600 },
          { agent: 0, day: "wednesday", edge: "start", minute: 0, minutes: 480 },
        ].filter(({ agent }) => agent < agents.length) as CoverageGap["candidates"],
      });
    }
  }
  return {
    agents: wanted.map(({ connection, id }) => ({ connection, agent: id })),
    withoutHours: 0,
    coverage: { zone: question.zone, days, most: Math.max(0, ...quarters), gaps, agents, unknown },
  };
}

/** Madrid's next two changes, for an agent who works through the night to Sunday. */
export const clockChanges: readonly ClockChangeEffect[] = [
  {
    change: { at: "2026-03-29T03:00:00+02:00", day: "2026-03-29", minutes: 60 },
    hours: [{ day: "saturday", date: "2026-03-28", from: 1320, to: 1800, minutes: -60, effect: "shorter" }],
  },
  { change: { at: "2026-10-25T02:00:00+01:00", day: "2026-10-25", minutes: -60 }, hours: [] },
];
