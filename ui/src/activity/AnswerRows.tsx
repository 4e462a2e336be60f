import IconEyeOff from "@tabler/icons-react/dist/esm/icons/IconEyeOff.mjs";
import type { JsonValue } from "../bridge";
import { anyWords } from "../controls/words";
import { useText } from "../i18n";
import classes from "./Activity.module.css";
import { type AnswerRow, rowsOf } from "./answer";

interface AnswerRowsProps {
  readonly answer: JsonValue;
  /** Said where the answer holds nothing. */
  readonly nothing: string;
  /** Better words for a row than its own name and value. */
  readonly words?: (row: AnswerRow) => { readonly label?: string; readonly value?: string } | undefined;
}

/** What a system answered, as names and values; a secret is said to be hidden. */
export function AnswerRows({ answer, nothing, words }: AnswerRowsProps) {
  const texts = useText();
  const rows = rowsOf(answer);
  if (rows.length === 0) {
    return <p className={classes.quiet}>{nothing}</p>;
  }
  return (
    <dl className={classes.answer}>
      {rows.map((row) => {
        const better = words?.(row);
        return (
          <div key={row.place}>
            <dt>{better?.label ?? row.label}</dt>
            <dd dir="auto">
              {row.value === undefined ? (
                <span className={classes.hiddenValue}>
                  <IconEyeOff size={16} stroke={1.5} aria-hidden />
                  {texts.t("webhook.hidden")}
                </span>
              ) : (
                (better?.value ?? anyWords(row.value, texts))
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
