import { Menu } from "@mantine/core";
import { actions } from "../actions/actions";
import { useSources } from "../agents/sources";
import { useText } from "../i18n";
import { type CopySource, openCopy } from "../window/copy";

/** "Copy to another system", where there is one that an agent can be created on. */
export function CopyMenuItem(source: CopySource) {
  const { t } = useText();
  const { label, icon: Icon } = actions.copy;
  const mayCopyAway = useSources().get(source.connection)?.mayCopyAway === true;
  return mayCopyAway ? (
    <Menu.Item
      leftSection={Icon !== undefined && <Icon size={18} stroke={1.5} />}
      onClick={() => openCopy(source)}
    >
      {t(label)}
    </Menu.Item>
  ) : null;
}
