import { useText } from "../i18n";
import { Empty } from "../parts/Empty";
import { commandKey } from "../window/platform";

/** The page while no agent is open. */
export function ChooseAgent() {
  const { t } = useText();
  return <Empty text={t("app.chooseAgent")} hint={t("app.chooseHint", { key: `${commandKey} K` })} />;
}
