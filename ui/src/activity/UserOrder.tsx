import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import IconArrowsSort from "@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs";
import { type FormEvent, useState } from "react";
import { useText } from "../i18n";
import classes from "./Activity.module.css";
import type { Order } from "./users";

interface UserOrderProps {
  readonly system: string;
  readonly order: Order;
  readonly onChange: (order: Order) => void;
}

/**
 * What the users are sorted by. The vendor does not publish which names it takes, so none is offered: the admin types one that
 * they know.
 */
export function UserOrder({ system, order, onChange }: UserOrderProps) {
  const { t } = useText();
  const [opened, setOpened] = useState(false);
  const [by, setBy] = useState(order.by);
  const [reversed, setReversed] = useState(order.reversed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpened(false);
    // A direction alone says nothing about an order.
    onChange({ by: by.trim(), reversed: reversed && by.trim() !== "" });
  };
  const own = order.by === "";
  const words = t(order.reversed ? "users.orderByReversed" : "users.orderBy", { field: order.by });
  return (
    <div className={classes.order}>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        width={320}
        trapFocus
        returnFocus
        withRoles
      >
        <Popover.Target>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowsSort size={16} stroke={1.5} />}
            onClick={() => setOpened(!opened)}
          >
            {own ? t("users.orderOwn", { system }) : words}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("users.order")}>
          <form className={classes.orderForm} onSubmit={submit}>
            <TextInput
              data-autofocus
              label={t("users.orderField")}
              description={t("users.orderHint", { system })}
              value={by}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setBy(event.currentTarget.value)}
            />
            <Checkbox
              label={t("users.orderReversed")}
              checked={reversed}
              disabled={by.trim() === ""}
              onChange={(event) => setReversed(event.currentTarget.checked)}
            />
            <div className={classes.actions}>
              <Button type="submit" size="xs" variant="filled">
                {t("users.orderApply")}
              </Button>
            </div>
          </form>
        </Popover.Dropdown>
      </Popover>
      {!own && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            setBy("");
            setReversed(false);
            onChange({ by: "", reversed: false });
          }}
        >
          {t("users.orderReset", { system })}
        </Button>
      )}
    </div>
  );
}
