import { ActionIcon, Input, MultiSelect, Select, Tooltip } from "@mantine/core";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQueries } from "@tanstack/react-query";
import { useRef } from "react";
import type { JsonValue, Learned, LearnedValue } from "../bridge";
import { isMembers, type Members } from "../bridge/members";
import { useText } from "../i18n";
import type { ControlProps } from "./control";
import classes from "./controls.module.css";
import { UnknownItem } from "./UnknownItem";
import { isRecord, itemsOf } from "./unknownItems";
import { learnedQuery } from "./useLearned";
import { nameWithin } from "./words";

export interface KnownSkill {
  readonly id: string;
  readonly name: string;
  /** As another agent has it, for what a new one begins with. */
  readonly item: Members;
  /** Every value some agent has, by its id. */
  readonly values: ReadonlyMap<string, Members>;
}

const idOf = (item: JsonValue | undefined): string =>
  isMembers(item) && typeof item.id === "string" ? item.id : "";
const nameOf = (item: Members): string => nameWithin(item) ?? "";
const chosenOf = (skill: Members): Members[] =>
  Array.isArray(skill.selectedValues) ? skill.selectedValues.filter(isMembers) : [];

/** The skills that agents have, each with every value that any of them has. */
export function knownSkills(items: readonly JsonValue[]): KnownSkill[] {
  const found = new Map<string, { name: string; item: Members; values: Map<string, Members> }>();
  for (const item of items) {
    const id = idOf(item);
    if (!isMembers(item) || id === "") {
      continue;
    }
    const known = found.get(id) ?? { name: nameOf(item), item, values: new Map() };
    for (const value of chosenOf(item)) {
      known.values.set(idOf(value), value);
    }
    found.set(id, known);
  }
  return [...found].map(([id, known]) => ({ id, ...known }));
}

// Values are learned place by place: an agent rarely has more than a handful of values of one skill.
const places = [null, 0, 1, 2, 3, 4, 5] as const;

function useKnownSkills({ session, control, value }: ControlProps<"skills">): KnownSkill[] {
  const asked: Learned[] = places.map((at) =>
    at === null ? control.learned : { ...control.learned, value: `/selectedValues/${at}/id` },
  );
  const found = useQueries({ queries: asked.map((learned) => learnedQuery(session.connection, learned)) });
  const learned = found.flatMap((query): LearnedValue[] => query.data ?? []).map((each) => each.item);
  return knownSkills([...learned, ...(Array.isArray(value) ? value : [])]);
}

/** One card a skill, with the values chosen from those that agents have. */
export function SkillsControl(props: ControlProps<"skills">) {
  const { session, id, label, value, onChange, hint, error } = props;
  const { t } = useText();
  const known = useKnownSkills(props);
  const skills = itemsOf(value);
  const place = useRef<HTMLFieldSetElement>(null);
  const change = (next: readonly JsonValue[]) => onChange([...next]);
  const addable = known.filter((each) => !skills.some((skill) => idOf(skill) === each.id));
  const remove = (at: number) => {
    change(skills.filter((_, index) => index !== at));
    place.current?.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`)?.focus();
  };
  return (
    <Input.Wrapper id={`${id}-group`} labelElement="div" description={hint} error={error}>
      <fieldset className={classes.skills} aria-label={label} ref={place}>
        {skills.map((skill, at) => {
          if (!isRecord(skill)) {
            // biome-ignore lint/suspicious/noArrayIndexKey: what the program does not know has no other name
            return <UnknownItem key={at} session={session} item={skill} onRemove={() => remove(at)} />;
          }
          const values = known.find((each) => each.id === idOf(skill))?.values ?? new Map();
          const name = nameOf(skill);
          const single = skill.valueType === "single";
          const chosen = chosenOf(skill).map(idOf);
          const data = [...values].map(([key, item]) => ({ value: key, label: nameOf(item) }));
          const choose = (ids: readonly string[]) => {
            const picked = ids.map((each) => values.get(each)).filter((each) => each !== undefined);
            const others = itemsOf(skill.selectedValues ?? null).filter((each) => !isMembers(each));
            const next = { ...skill, selectedValues: [...picked, ...others] };
            change(skills.map((each, index) => (index === at ? next : each)));
          };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a system may send the same skill twice
            <div key={`${idOf(skill)}-${at}`} className={classes.skill}>
              <span className={classes.skillName} dir="auto">
                {name}
              </span>
              {single ? (
                <Select
                  aria-label={t("controls.skillValue", { skill: name })}
                  data={data}
                  value={chosen[0] ?? null}
                  onChange={(next) => choose(next === null ? [] : [next])}
                  allowDeselect={false}
                  comboboxProps={{ keepMounted: false }}
                  nothingFoundMessage={t("controls.nothingFound")}
                />
              ) : (
                <MultiSelect
                  aria-label={t("controls.skillValues", { skill: name })}
                  data={data}
                  value={chosen}
                  onChange={choose}
                  searchable
                  comboboxProps={{ keepMounted: false }}
                  nothingFoundMessage={t("controls.nothingFound")}
                />
              )}
              <Tooltip label={t("controls.removeSkill", { skill: name })}>
                <ActionIcon
                  aria-label={t("controls.removeSkill", { skill: name })}
                  onClick={() => remove(at)}
                >
                  <IconTrash size={18} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            </div>
          );
        })}
        <Select
          id={id}
          className={classes.middle}
          aria-label={t("controls.addSkill")}
          placeholder={t("controls.addSkill")}
          data={addable.map((each) => ({ value: each.id, label: each.name }))}
          value={null}
          onChange={(next) => {
            const added = known.find((each) => each.id === next);
            if (added !== undefined) {
              change([...skills, { ...added.item, selectedValues: [] }]);
            }
          }}
          searchable
          comboboxProps={{ keepMounted: false }}
          nothingFoundMessage={t("controls.noMoreSkills")}
        />
      </fieldset>
    </Input.Wrapper>
  );
}
