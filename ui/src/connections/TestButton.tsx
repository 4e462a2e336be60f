import { Button } from "@mantine/core";
import { useText } from "../i18n";
import type { Test } from "./useTest";

interface TestButtonProps {
  readonly test: Test;
  readonly onTest: () => void;
}

/** Starts the test; while it runs, stops it. */
export function TestButton({ test, onTest }: TestButtonProps) {
  const { t } = useText();
  const testing = test.state.kind === "testing";
  return (
    <Button onClick={testing ? test.stop : onTest}>{t(testing ? "connect.stop" : "connect.test")}</Button>
  );
}
