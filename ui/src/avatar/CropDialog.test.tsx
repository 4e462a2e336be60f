import { clearMocks } from "@tauri-apps/api/mocks";
import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { mockCore } from "../../dev/core";
import { onSession } from "../test-session";
import { CropDialog } from "./CropDialog";

const facts = { width: 1600, height: 1200 };

async function open() {
  clearMocks();
  mockCore({});
  const onUse = vi.fn();
  onSession({}, () => (
    <CropDialog token="t" facts={facts} view={undefined} onUse={onUse} onClose={() => undefined} />
  ));
  const stage = await screen.findByRole("button", { name: "Part of the picture" });
  stage.setPointerCapture = () => undefined;
  stage.getBoundingClientRect = () => new DOMRect(100, 100, 280, 280);
  const zoom = () => Number(screen.getByRole("slider", { name: "Zoom" }).getAttribute("aria-valuenow"));
  return { stage, zoom, onUse };
}

function finger(
  stage: Element,
  kind: "pointerDown" | "pointerMove" | "pointerUp",
  id: number,
  x: number,
  y: number,
) {
  fireEvent[kind](stage, { pointerId: id, clientX: x, clientY: y });
}

describe("the cut of a picture", () => {
  it("grows between two fingers, and moves under one", async () => {
    const { stage, zoom, onUse } = await open();
    finger(stage, "pointerDown", 1, 200, 240);
    finger(stage, "pointerDown", 2, 280, 240);
    finger(stage, "pointerMove", 1, 160, 240);
    finger(stage, "pointerMove", 2, 320, 240);
    expect(zoom()).toBeCloseTo(2, 1);
    finger(stage, "pointerUp", 2, 320, 240);
    finger(stage, "pointerMove", 1, 300, 240);
    finger(stage, "pointerUp", 1, 300, 240);
    finger(stage, "pointerMove", 1, 100, 240);
    await userEvent.click(screen.getByRole("button", { name: "Use this picture" }));
    // Half of 1200 pixels are kept; one finger went 140 of 280 to the right, so half of those lie further left.
    expect(onUse.mock.calls[0]?.[0]).toEqual({ x: 200, y: 300, side: 600, rotation: 0 });
  });

  it("grows with the wheel, without moving what lies behind it", async () => {
    const { stage, zoom } = await open();
    const turned = fireEvent.wheel(stage, { deltaY: -300, clientX: 240, clientY: 240 });
    expect(turned).toBe(false);
    expect(zoom()).toBeCloseTo(1.57, 1);
  });

  it("starts again at a key's or a button's press, and keeps the focus", async () => {
    const { stage, zoom } = await open();
    const again = screen.getByRole("button", { name: "Start again" });
    expect(again).toHaveProperty("disabled", true);
    stage.focus();
    await userEvent.keyboard("++[[");
    expect(zoom()).toBeCloseTo(1.21, 1);
    await userEvent.click(again);
    expect(zoom()).toBe(1);
    expect(document.activeElement).toBe(stage);
    await userEvent.keyboard("+0");
    expect(zoom()).toBe(1);
  });
});
