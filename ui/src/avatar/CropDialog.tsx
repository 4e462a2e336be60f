import { ActionIcon, Button, Modal, Slider, Tooltip } from "@mantine/core";
import IconRotate2 from "@tabler/icons-react/dist/esm/icons/IconRotate2.mjs";
import IconRotateClockwise2 from "@tabler/icons-react/dist/esm/icons/IconRotateClockwise2.mjs";
import { useId, useState } from "react";
import { type Crop, chosenUrl, type PictureFacts } from "../bridge";
import { useText } from "../i18n";
import classes from "./Avatar.module.css";
import { centred, cropOf, isUntouched, largestZoom, sideOf, turned, type View, within } from "./crop";
import { useStage } from "./useStage";

interface CropDialogProps {
  readonly token: string;
  readonly facts: PictureFacts;
  readonly view: View | undefined;
  readonly onUse: (crop: Crop, view: View) => void;
  readonly onClose: () => void;
}

const stageSide = 280;
const previews = [
  { size: 64, where: "avatar.onPage" },
  { size: 36, where: "avatar.inList" },
  { size: 28, where: "avatar.inChat" },
] as const;
/** Which square of the picture is kept: drag or arrow keys move it, the slider, the wheel or two fingers zoom. */
export function CropDialog({ token, facts, view: first, onUse, onClose }: CropDialogProps) {
  const { t, format } = useText();
  const [view, setView] = useState<View>(() => within(facts, first ?? centred(facts)));
  const stage = useStage(facts, setView);
  const hintId = useId();
  const zoomId = useId();
  const turnId = useId();
  const most = largestZoom(facts, view.rotation);
  const degrees = t("avatar.degrees", { degrees: format.number(Math.round(view.rotation)) });

  const turnTo = (rotation: number) => setView((now) => turned(facts, now, rotation));
  const zoomTo = (zoom: number) => setView((now) => within(facts, { ...now, zoom }));

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
          {...stage}
        >
          <Cut token={token} facts={facts} view={view} size={stageSide} />
          <i className={classes.ring} />
        </button>
        <div className={classes.previews}>
          <span className={classes.label}>{t("avatar.preview")}</span>
          {previews.map(({ size, where }) => (
            <span key={size} className={classes.pair}>
              <span className={classes.round}>
                <Cut token={token} facts={facts} view={view} size={size} />
              </span>
              <Cut token={token} facts={facts} view={view} size={size} />
              <span className={classes.where}>{t(where)}</span>
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
          <Button
            variant="subtle"
            className={classes.reset}
            disabled={isUntouched(facts, view)}
            onClick={(event) => {
              setView(within(facts, centred(facts)));
              // This button rests now, and the focus must not be lost with it.
              event.currentTarget
                .closest("[role=dialog]")
                ?.querySelector<HTMLElement>("[data-autofocus]")
                ?.focus();
            }}
          >
            {t("avatar.reset")}
          </Button>
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
