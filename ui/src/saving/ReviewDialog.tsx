import { Button, Modal } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import { findingWords, useLearnedNames } from "../controls";
import { placeAt } from "../controls/places";
import { useSectionName } from "../controls/SectionHead";
import { useText } from "../i18n";
import { editedDocument } from "../session/conditions";
import type { Session } from "../session/useSession";
import { useNow } from "../window/useNow";
import { ChangeRow } from "./ChangeRow";
import { bySection, changesOf, learnedPlaces, shownChange } from "./changes";
import classes from "./Dialogs.module.css";
import type { Saving } from "./useSaving";

interface ReviewDialogProps {
  readonly session: Session;
  readonly saving: Saving;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
  readonly onJump: (pointer: string, section: string) => void;
}

/** What a save would do, field by field, in words; what stands in its way first. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t("agent.reviewTitle", { count: Object.keys(props.session.edits).length })}
      size={680}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {props.opened && <Review {...props} />}
    </Modal>
  );
}

function Review({ session, saving, onClose, onSave, onJump }: ReviewDialogProps) {
  const texts = useText();
  const { t } = texts;
  const now = useNow();
  const sectionName = useSectionName(session.system);
  const { system, base, edits } = session;
  const pointers = Object.keys(edits);
  const document = editedDocument(session);
  const learnedName = useLearnedNames(session.connection, learnedPlaces(system, pointers));
  const changes = changesOf(system, base, edits).map((change) =>
    shownChange(change, { system, texts, learnedName, now }, document),
  );
  const findings = saving.state.kind === "refused" ? saving.state.findings : session.findings;
  const blocked = findings.some((finding) => finding.severity === "error");
  return (
    <>
      {findings.length > 0 && (
        <ul className={classes.findings}>
          {findings.map((finding) => {
            const place = placeAt(system, finding.pointer, texts, document);
            const bad = finding.severity === "error";
            const Icon = bad ? IconAlertTriangle : IconInfoCircle;
            return (
              <li key={`${finding.pointer} ${finding.code}`} data-severity={finding.severity}>
                <Icon size={18} stroke={1.5} aria-hidden />
                <span>
                  <b>{place.label}</b> {findingWords(finding, texts, place.field)}
                </span>
                <Jump
                  label={place.label}
                  onClick={() => onJump(finding.pointer, place.outer?.section.id ?? "")}
                />
              </li>
            );
          })}
        </ul>
      )}
      {bySection(changes).map(([section, changed]) => (
        <div key={section} className={classes.section}>
          <h3>{section === "" ? t("common.more") : sectionName(section)}</h3>
          <ul className={classes.changes}>
            {changed.map((change) => (
              <ChangeRow key={change.pointer} change={change}>
                <Jump label={change.label} onClick={() => onJump(change.pointer, change.section)} />
              </ChangeRow>
            ))}
          </ul>
        </div>
      ))}
      <div className={classes.actions}>
        <Button data-autofocus onClick={onClose}>
          {t("common.back")}
        </Button>
        <Button variant="filled" disabled={blocked || saving.blocked} onClick={onSave}>
          {session.agent === null ? t("agent.create") : t("agent.save", { count: pointers.length })}
        </Button>
      </div>
    </>
  );
}

function Jump({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  const { t } = useText();
  return (
    <Button size="xs" variant="subtle" aria-label={t("agent.jumpTo", { field: label })} onClick={onClick}>
      {t("agent.jump")}
    </Button>
  );
}
