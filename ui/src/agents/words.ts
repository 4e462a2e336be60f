/** An agent's state, hours and place in words. Unknown values are shown as the system says them. */
import type { AgentSummary, Openness } from "../bridge";
import { type Format, type MessageId, shownName, text, townName, type Weekday } from "../i18n";
import { isBot } from "../parts/PersonPicture";
import type { StateTone } from "../parts/StateMark";
import type { Facet } from "./select";

export interface State {
  readonly tone: StateTone;
  readonly words: string;
}

const activities: Readonly<Record<string, readonly [MessageId, StateTone]>> = {
  available: ["agents.activity.available", "ready"],
  online: ["agents.activity.available", "ready"],
  ready: ["agents.activity.available", "ready"],
  oncall: ["agents.activity.onCall", "engaged"],
  incall: ["agents.activity.onCall", "engaged"],
  busy: ["agents.activity.busy", "engaged"],
  occupied: ["agents.activity.busy", "engaged"],
  wrapup: ["agents.activity.wrapUp", "engaged"],
  wrappingup: ["agents.activity.wrapUp", "engaged"],
  afterwork: ["agents.activity.wrapUp", "engaged"],
  away: ["agents.activity.away", "away"],
  unavailable: ["agents.activity.away", "away"],
  offline: ["agents.activity.offline", "away"],
  break: ["agents.activity.onBreak", "away"],
  onbreak: ["agents.activity.onBreak", "away"],
  lunch: ["agents.activity.onBreak", "away"],
  outofoffice: ["agents.activity.outOfOffice", "away"],
  donotdisturb: ["agents.activity.doNotDisturb", "engaged"],
};

const statuses: Readonly<Record<string, MessageId>> = {
  active: "agents.status.active",
  inactive: "agents.status.inactive",
  deactivated: "agents.status.deactivated",
  disabled: "agents.status.deactivated",
  suspended: "agents.status.suspended",
  invited: "agents.status.invited",
  draft: "agents.status.draft",
  published: "agents.status.published",
};

const kinds: Readonly<Record<string, MessageId>> = {
  user: "agents.kind.user",
  person: "agents.kind.user",
  human: "agents.kind.user",
  bot: "agents.kind.bot",
  voice: "agents.kind.voice",
};

function known<Value>(table: Readonly<Record<string, Value>>, value: string): Value | undefined {
  const key = value.toLowerCase().replace(/[^a-z]/g, "");
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A value nobody translated, made readable: `after_hours` becomes "After hours". */
function readable(value: string): string {
  const words = shownName(value.replace(/[_-]+/g, " ").trim());
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

export function statusWords(value: string): string {
  const id = known(statuses, value) ?? known(activities, value)?.[0];
  return id === undefined ? readable(value) : text(id);
}

export function kindWords(value: string): string {
  const id = known(kinds, value);
  return id === undefined ? readable(value) : text(id);
}

export function activityState(value: string): State {
  const found = known(activities, value);
  return found === undefined
    ? { tone: "away", words: readable(value) }
    : { tone: found[1], words: text(found[0]) };
}

/** A facet's value in words; a connection's name is not known here. */
export function facetWords(facet: Facet, value: string): string {
  switch (facet) {
    case "status":
      return statusWords(value);
    case "kind":
      return kindWords(value);
    default:
      return shownName(value);
  }
}

const stamp = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const day = 86_400_000;

/** A moment with the offset of the agent's zone, read as the agent's own clock shows it. */
function agentClock(moment: string): { date: number; offset: number; shown: number } | undefined {
  const parts = stamp.exec(moment);
  if (parts === null) {
    return undefined;
  }
  const [, year, month, date, hour, minute, zone = "Z"] = parts;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const shown = at + (Number(hour) * 60 + Number(minute)) * 60_000;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.replace(/\D/g, "");
  const offset =
    zone === "Z" ? 0 : sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return { date: at, offset, shown };
}

/** "22:00" today, "Mon 09:00" this week, "25 Dec" later: in the agent's own zone. */
export function agentTime(moment: string, now: Date, format: Format): string {
  const clock = agentClock(moment);
  if (clock === undefined) {
    return moment;
  }
  const today = Math.floor((now.getTime() + clock.offset) / day) * day;
  const days = Math.round((clock.date - today) / day);
  const shown = new Date(clock.shown);
  const time = format.time(shown, "UTC");
  if (days === 0) {
    return time;
  }
  if (Math.abs(days) < 7) {
    const weekday = (((shown.getUTCDay() + 6) % 7) + 1) as Weekday;
    return `${format.weekday(weekday)} ${time}`;
  }
  return format.dayOfYear(shown.getUTCMonth() + 1, shown.getUTCDate());
}

export function opennessWords(openness: Openness, now: Date, format: Format): string | undefined {
  switch (openness.kind) {
    case "open":
      return openness.until === null
        ? text("agents.alwaysOpen")
        : text("agents.openUntil", { time: agentTime(openness.until, now, format) });
    case "closed":
      return openness.opens === null
        ? text("agents.closed")
        : text("agents.opens", { when: agentTime(openness.opens, now, format) });
    case "unknown":
      return undefined;
  }
}

/** What a caller would want to know first: out of service, busy, closed until when, or what the agent says. */
export function stateOf(agent: AgentSummary, now: Date, format: Format): State {
  if (agent.status !== null && /inactive|deactivated|disabled|suspended|invited|draft/i.test(agent.status)) {
    return { tone: "away", words: statusWords(agent.status) };
  }
  const activity =
    agent.activity === null || agent.activity === "" ? undefined : activityState(agent.activity);
  if (activity?.tone === "engaged") {
    return activity;
  }
  if (agent.openness.kind === "closed") {
    return { tone: "away", words: opennessWords(agent.openness, now, format) ?? text("agents.closed") };
  }
  if (activity !== undefined) {
    return activity;
  }
  if (agent.openness.kind === "open") {
    return { tone: "ready", words: text("agents.open") };
  }
  return agent.status === null || agent.status === ""
    ? { tone: "away", words: text("agents.stateUnknown") }
    : { tone: "ready", words: statusWords(agent.status) };
}

/** Whether the system says anything at all about how an agent stands. */
export function saysState({ activity, openness, status }: AgentSummary): boolean {
  return (activity ?? "") !== "" || openness.kind !== "unknown" || (status ?? "") !== "";
}

/** The town of a zone, as the language in use calls it: "Londres" for Europe/London. */
export function townOf(zone: string): string {
  return shownName(townName(zone));
}

export function nameOf(agent: { readonly name: string }): string {
  return shownName(agent.name, text("agents.noName"));
}

/** Ids say nothing to anybody. */
const isWord = (role: string) => !/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(role);

/** Foreign words beside a name; those of which nothing can be seen are left out. */
const seenOnly = (words: readonly string[]) =>
  words.map((each) => shownName(each)).filter((each) => each !== "");

/** The quiet line: team and town; the e-mail where there is no team. Of an AI voice, what it is there for. */
export function quietLine(agent: AgentSummary): string {
  const [first, ...others] = seenOnly(agent.teams);
  const team =
    first === undefined
      ? seenOnly(agent.emails)[0]
      : others.length === 0
        ? first
        : text("agents.moreTeams", { first, count: others.length });
  const town = agent.timeZone === null || agent.timeZone === "" ? undefined : townOf(agent.timeZone);
  const parts = [team, town].filter((part) => part !== undefined && part !== "");
  if (parts.length === 0 && isBot(agent.kind)) {
    return [kindWords(agent.kind ?? ""), ...seenOnly(agent.roles.filter(isWord))].join(" · ");
  }
  return parts.join(" · ");
}

export function workWords(agent: AgentSummary): string | undefined {
  const { workload } = agent;
  if (workload === null) {
    return undefined;
  }
  return workload.capacity === null
    ? text("agents.workNoLimit", { used: workload.used })
    : text("agents.work", { used: workload.used, capacity: workload.capacity });
}

export function weekWords(agent: AgentSummary, format: Format): string {
  const { week } = agent;
  if (week === null) {
    return text("agents.weekUnknown");
  }
  const days = format
    .week()
    .filter((each) => (week[each - 1] ?? 0) > 0)
    .map((each) => format.weekday(each, "long"));
  return days.length === 0 ? text("agents.weekClosed") : text("agents.weekOpen", { days: format.list(days) });
}

export interface RowFacts {
  /** Whether the agent's system stores hours at all: without, nothing is missing. */
  readonly hours: boolean;
  /** The connection's name, where agents of several are listed. */
  readonly where?: string;
}

/** Whether there is anything to say about the agent's state; many AI voices have none. */
export function hasState(agent: AgentSummary, facts: RowFacts): boolean {
  const said = [agent.status, agent.activity].some((part) => part !== null && part !== "");
  return said || facts.hours || agent.openness.kind !== "unknown";
}

/** The whole row in one breath, for those who hear it. */
export function rowWords(agent: AgentSummary, now: Date, format: Format, facts: RowFacts): string {
  const state = hasState(agent, facts) ? stateOf(agent, now, format).words : undefined;
  const open = opennessWords(agent.openness, now, format);
  return [
    nameOf(agent),
    state,
    open === state ? undefined : open,
    quietLine(agent),
    workWords(agent),
    facts.hours || agent.week !== null ? weekWords(agent, format) : undefined,
    facts.where,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
}
