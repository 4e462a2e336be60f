import { Button } from "@mantine/core";
import type { NoticeAction } from "./notices";
import classes from "./ToastWords.module.css";

interface ToastWordsProps {
  readonly message: string | undefined;
  readonly action: NoticeAction;
  readonly onDone: () => void;
}

/** A toast's words with the one thing that can be done about it. */
export function ToastWords({ message, action, onDone }: ToastWordsProps) {
  return (
    <span className={classes.words}>
      {message !== undefined && <span>{message}</span>}
      <Button
        size="xs"
        onClick={() => {
          onDone();
          action.run();
        }}
      >
        {action.label}
      </Button>
    </span>
  );
}
