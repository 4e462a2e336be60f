/** Who is on at a moment of a week of coverage: what the board asks on hover, without asking the core. Pure. */

interface On {
  readonly from: number;
  readonly to: number;
}

/** The agents' stretches of a coverage, in minutes of the week, each agent's in order and apart. */
export type Stretches = readonly (readonly On[])[];

/** The places of the agents that are on from one minute of the week up to another, all along. */
export function onAllAlong(agents: Stretches, from: number, to: number): readonly number[] {
  return found(agents, (on) => on.from <= from && to <= on.to);
}

/** The places of the agents that are on for a part of it at least. */
export function onAtAnyTime(agents: Stretches, from: number, to: number): readonly number[] {
  return found(agents, (on) => on.from < to && from < on.to);
}

function found(agents: Stretches, fits: (on: On) => boolean): readonly number[] {
  return agents.flatMap((stretches, index) => (stretches.some(fits) ? [index] : []));
}
