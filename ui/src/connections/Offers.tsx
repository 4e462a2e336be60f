import { Button } from "@mantine/core";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconMinus from "@tabler/icons-react/dist/esm/icons/IconMinus.mjs";
import IconQuestionMark from "@tabler/icons-react/dist/esm/icons/IconQuestionMark.mjs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ConnectionView, commands, type SystemDescription, unwrap } from "../bridge";
import { ErrorNotice } from "../errors";
import { useText } from "../i18n";
import { tell } from "../notices";
import { keepConnection } from "../start/startUp";
import classes from "./ConnectPage.module.css";

interface OffersProps {
  readonly view: ConnectionView;
  readonly system: SystemDescription;
}

const marks = {
  yes: { icon: IconCheck, words: "offers.yes" },
  no: { icon: IconMinus, words: "offers.no" },
  unasked: { icon: IconQuestionMark, words: "offers.unasked" },
} as const;

/** What this account can do beyond what every account of the system can. */
export function Offers({ view, system }: OffersProps) {
  const { t } = useText();
  const client = useQueryClient();
  const { id, offers = {} } = view.connection;
  const again = useMutation({
    mutationFn: () => unwrap(commands.askOffersAgain(id)),
    onSuccess: (next) => {
      keepConnection(client, next);
      void client.invalidateQueries({ queryKey: [id] });
      tell.done(t("offers.forgotten", { system: system.name }));
    },
  });
  const answers = system.capabilities.accountDecides.map((operation) => {
    const offered = offers[operation];
    return { operation, state: offered === undefined ? "unasked" : offered ? "yes" : "no" } as const;
  });
  return (
    <section className={classes.section} aria-labelledby="connection-offers">
      <h2 id="connection-offers">{t("offers.title")}</h2>
      <p>{t("offers.hint", { system: system.name })}</p>
      <ul className={classes.offers}>
        {answers.map(({ operation, state }) => {
          const { icon: Icon, words } = marks[state];
          return (
            <li key={operation} data-state={state}>
              <Icon size={18} stroke={1.75} aria-hidden className={classes.offerIcon} />
              <span className={classes.offerName}>{t(`offers.${operation}`)}</span>{" "}
              <span className={classes.offerWords}>
                {t(words)}
                {state === "no" && `. ${t(`offers.${operation}.missing`, { system: system.name })}`}
              </span>
            </li>
          );
        })}
      </ul>
      {again.isError && <ErrorNotice error={again.error} />}
      <div className={classes.actions}>
        <Button
          loading={again.isPending}
          disabled={answers.every(({ state }) => state === "unasked")}
          onClick={() => again.mutate()}
        >
          {t("offers.again")}
        </Button>
      </div>
    </section>
  );
}
