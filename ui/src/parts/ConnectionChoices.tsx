import { UnstyledButton } from "@mantine/core";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import type { ConnectionId, SystemDescription } from "../bridge";
import classes from "./ConnectionChoices.module.css";
import { SystemMark } from "./SystemMark";

export interface ConnectionChoice {
  readonly connection: ConnectionId;
  readonly name: string;
  readonly system: SystemDescription | undefined;
  /** The letters of its mark, where they are not the system's own. */
  readonly letters: string | undefined;
  /** What choosing it does, where that differs from one to the other; else the system's name stands there. */
  readonly quiet?: string;
}

interface ConnectionChoicesProps {
  readonly label: string;
  readonly choices: readonly ConnectionChoice[];
  readonly onChoose: (connection: ConnectionId) => void;
}

/** Connections to choose one of, by mark and name. */
export function ConnectionChoices({ label, choices, onChoose }: ConnectionChoicesProps) {
  return (
    <ul className={classes.choices} aria-label={label}>
      {choices.map(({ connection, name, system, letters, quiet }) => (
        <li key={connection}>
          <UnstyledButton className={classes.choice} onClick={() => onChoose(connection)}>
            <SystemMark system={system} initials={letters} size="small" />
            <span className={classes.name} dir="auto">
              {name}
            </span>{" "}
            <span className={classes.quiet}>{quiet ?? system?.name}</span>
            <IconChevronRight size={16} stroke={1.5} aria-hidden />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
