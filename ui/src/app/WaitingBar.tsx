import { Button } from "@mantine/core";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import { useEffect, useState } from "react";
import { stopJob, type WaitingJob, waitingJobs } from "../bridge";
import { useText } from "../i18n";
import { useStore } from "../store/store";
import classes from "./WaitingBar.module.css";

/** "Waiting, trying again": shown while the core pauses before its next try, with the way to stop it. */
export function WaitingBar() {
  const { t } = useText();
  const jobs = useStore(waitingJobs);
  const now = useSeconds(jobs.length > 0);
  const first = jobs[0];
  return (
    <div role="status" className={classes.place}>
      {first !== undefined && (
        <div className={classes.bar}>
          <IconHourglass size={18} stroke={1.5} aria-hidden />
          <p>
            {t(first.reason === "rateLimited" ? "app.waitingPause" : "app.waiting")}{" "}
            <span aria-hidden>
              {t("app.waitingSeconds", { seconds: Math.max(0, Math.ceil((first.until - now) / 1000)) })}
            </span>
          </p>
          <Button size="xs" onClick={() => stopAll(jobs)}>
            {t("app.waitingStop")}
          </Button>
        </div>
      )}
    </div>
  );
}

function useSeconds(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

function stopAll(jobs: readonly WaitingJob[]): void {
  for (const each of jobs) {
    stopJob(each.job);
  }
}
