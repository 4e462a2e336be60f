import { keysText } from "../actions/keys";
import { useText } from "../i18n";
import { Empty } from "../parts/Empty";

/** The page while no agent is open. */
export function ChooseAgent() {
  const { t } = useText();
  return <Empty text={t("app.chooseAgent")} hint={t("app.chooseHint", { key: keysText("find") })} />;
}
