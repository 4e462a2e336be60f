import { IconCircleCheck } from "@tabler/icons-react";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./TestResult.module.css";

export type TestState =
  | { readonly kind: "untested" }
  | { readonly kind: "testing" }
  | { readonly kind: "works" }
  | { readonly kind: "failed"; readonly error: unknown };

/** The answer of "Test connection", in words of its own for each cause. */
export function TestResult({ state }: { readonly state: TestState }) {
  const { t } = useText();
  return (
    <div aria-live="polite" className={classes.result}>
      {state.kind === "testing" && <p className={classes.quiet}>{t("connect.testing")}</p>}
      {state.kind === "works" && (
        <p className={classes.works}>
          <IconCircleCheck size={18} stroke={1.5} aria-hidden />
          {t("connect.works")}
        </p>
      )}
      {state.kind === "failed" && <ErrorNotice error={state.error} />}
    </div>
  );
}
