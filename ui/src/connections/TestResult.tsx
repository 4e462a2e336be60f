import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import classes from "./TestResult.module.css";
import type { TestState } from "./useTest";

/** The answer of "Test connection", in words of its own for each cause. */
export function TestResult({ state }: { readonly state: TestState }) {
  const { t } = useText();
  return (
    <div aria-live="polite" className={classes.result}>
      {state.kind === "testing" && <p className={classes.quiet}>{t("connect.testing")}</p>}
      {state.kind === "works" && (
        <p className={classes.works}>
          <IconCircleCheck size={18} stroke={1.5} aria-hidden />
          <span>
            {[
              t("connect.works"),
              state.answer.agents === null ? "" : t("connect.worksAgents", { agents: state.answer.agents }),
              state.answer.ownName === null ? "" : t("connect.worksAs", { name: state.answer.ownName }),
            ]
              .filter((part) => part !== "")
              .join(" ")}
          </span>
        </p>
      )}
      {state.kind === "failed" && <ErrorNotice error={state.error} />}
    </div>
  );
}
