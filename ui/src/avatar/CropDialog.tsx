import { ActionIcon, Button, Modal, Slider, Tooltip } from "@mantine/core";
import { IconRotate2, IconRotateClockwise2 } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState, type WheelEvent } from "react";
import { type Crop, chosenUrl, type PictureFacts } from "../bridge";
import { useText } from "../i18n";
import classes from "./Avatar.module.css";
import { centred, cropOf, largestZoom, panned, sideOf, turned, type View, within } from "./crop";

interface CropDialogProps {
  readonly token: string;
  readonly facts: PictureFacts;
  readonly view: View | undefined;
  readonly onUse: (crop: Crop, view: View) => void;
  readonly onClose: () => void;
}

const stageSide = 280;
const wheelStep = 0.0015;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const turns: Readonly<Record<string, number>> = { "[": -1, "]": 1, "{": -90, "}": 90 };
const zooms: Readonly<Record<string, number>> = { "+": 1.1, "-": 1 / 1.1 };

/** Which square of the picture is kept: drag or arrow keys move it, the slider or the wheel zooms. */
export function CropDialog({ token, facts, view: first, onUse, onClose }: CropDialogProps) {
  const { t, format } = useText();
  const [view, setView] = useState<View>(() => within(facts, first ?? centred(facts)));
  const held = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const hintId = useId();
  const zoomId = useId();
  const turnId = useId();
  const most = largestZoom(facts, view.rotation);
  const side = sideOf(facts, view.zoom, view.rotation);

  const degrees = t("avatar.degrees", { degrees: format.number(Math.round(view.rotation)) });

  const pan = (x: number, y: number) => {
    setView((now) => panned(facts, now, x, y));
  };
  const turnTo = (rotation: number) => setView((now) => turned(facts, now, rotation));
  const zoomTo = (zoom: number) => setView((now) => within(facts, { ...now, zoom }));

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (held.current === undefined) {
      return;
    }
    const scale = side / stageSide;
    pan((held.current.x - event.clientX) * scale, (held.current.y - event.clientY) * scale);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const letGo = () => {
    held.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = side * (event.shiftKey ? 0.1 : 0.02);
    const direction = directions[event.key];
    const zoom = zooms[event.key];
    const angle = turns[event.key];
    if (direction !== undefined) {
      pan(direction[0] * way, direction[1] * way);
    } else if (zoom !== undefined) {
      zoomTo(view.zoom * zoom);
    } else if (angle !== undefined) {
      turnTo(view.rotation + angle);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("avatar.crop")}
      size="auto"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.crop}>
        <button
          type="button"
          className={classes.stage}
          data-autofocus
          aria-label={t("avatar.stage")}
          aria-describedby={hintId}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={letGo}
          onPointerCancel={letGo}
          onWheel={(event: WheelEvent) => zoomTo(view.zoom * (1 - event.deltaY * wheelStep))}
          onKeyDown={onKeyDown}
        >
          <Cut token={token} facts={facts} view={view} size={stageSide} />
          <i className={classes.ring} />
        </button>
        <div className={classes.previews}>
          <span className={classes.label}>{t("avatar.preview")}</span>
          {[64, 36].map((size) => (
            <span key={size} className={classes.pair}>
              <span className={classes.round}>
                <Cut token={token} facts={facts} view={view} size={size} />
              </span>
              <Cut token={token} facts={facts} view={view} size={size} />
            </span>
          ))}
        </div>
        <div className={classes.zoom}>
          <span className={classes.label}>
            <span id={zoomId}>{t("avatar.zoom")}</span>
            <span className={classes.amount}>{format.percent(Math.round(view.zoom * 100) / 100)}</span>
          </span>
          <Slider
            min={1}
            max={Math.max(most, 1.01)}
            step={0.01}
            value={view.zoom}
            disabled={most <= 1}
            label={null}
            thumbProps={{ "aria-labelledby": zoomId }}
            onChange={zoomTo}
          />
        </div>
        <div className={classes.turn}>
          <span className={classes.label}>
            <span id={turnId}>{t("avatar.turn")}</span>
            <span className={classes.amount}>{degrees}</span>
          </span>
          <div className={classes.turning}>
            <Tooltip label={t("avatar.turnLeft")}>
              <ActionIcon aria-label={t("avatar.turnLeft")} onClick={() => turnTo(view.rotation - 90)}>
                <IconRotate2 size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Slider
              className={classes.turnSlider}
              min={-180}
              max={180}
              step={1}
              startPointValue={0}
              value={Math.round(view.rotation)}
              label={null}
              thumbProps={{ "aria-labelledby": turnId, "aria-valuetext": degrees }}
              onChange={turnTo}
            />
            <Tooltip label={t("avatar.turnRight")}>
              <ActionIcon aria-label={t("avatar.turnRight")} onClick={() => turnTo(view.rotation + 90)}>
                <IconRotateClockwise2 size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
        <p className={classes.hint} id={hintId}>
          {t("avatar.cropHint")}
        </p>
        <div className={classes.actions}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="filled" onClick={() => onUse(cropOf(facts, view), view)}>
            {t("avatar.use")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface CutProps {
  readonly token: string;
  readonly facts: PictureFacts;
  readonly view: View;
  readonly size: number;
}

/** The chosen square, drawn at a size. */
function Cut({ token, facts, view, size }: CutProps) {
  const side = sideOf(facts, view.zoom, view.rotation);
  const scale = size / side;
  return (
    <span className={classes.cut} style={{ width: size, height: size }}>
      <img
        src={chosenUrl(token)}
        alt=""
        draggable={false}
        style={{
          width: facts.width * scale,
          height: facts.height * scale,
          transform: `translate(${size / 2}px, ${size / 2}px) rotate(${view.rotation}deg) translate(${-view.x * scale}px, ${-view.y * scale}px)`,
        }}
      />
    </span>
  );
}
