/** 「添加授权」: grants rights to several users, one by one, and shows each outcome. */
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { Fragment, useState } from "react";
import { GRANTS_PER_CALL } from "../../../core/limits.ts";
import { type GrantedLevel, LEVEL, LEVEL_NAMES } from "../../../core/permissions.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { BatchDialog } from "../../components/batch/BatchDialog.tsx";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { SearchableSelect } from "../../components/SearchableSelect.tsx";
import { useT } from "../../i18n/use-t.ts";
import { NothingToDo } from "../../lib/run-batch.ts";
import { useSettled } from "../../lib/use-settled.ts";
import {
  grantableUsersQuery,
  grantTo,
  type NamedUser,
  type PermissionPlace,
  permissionsChanged,
} from "../../resources/permissions.ts";
import { Field } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { LevelChoice } from "./LevelChoice.tsx";
import styles from "./permissions.module.css";
import { LEVELS } from "./rules.ts";

interface GrantFormProps {
  place: PermissionPlace;
  /** The highest level the person may grant. */
  grantable: GrantedLevel | null | undefined;
  /** Why nothing can be granted. */
  refusal: string | undefined;
  onClose: () => void;
}

interface Chosen extends NamedUser {
  level: GrantedLevel;
}

export function GrantForm({ place, grantable, refusal, onClose }: GrantFormProps) {
  const t = useT();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [started, setStarted] = useState(false);
  const sought = typed.trim();
  const part = useSettled(sought, 300);
  const users = useQuery({ ...grantableUsersQuery(place, part), enabled: refusal === undefined });

  async function grant(user: Chosen) {
    try {
      await grantTo(place, user, user.level);
    } catch (error) {
      const isThere = isRefusedWith(error, "organizationPermissionExists", "permissionExists");
      throw isThere ? new NothingToDo(t("permissions.grant.already")) : error;
    }
  }

  if (started) {
    return (
      <BatchDialog
        title={t("permissions.grant.title", { count: chosen.length })}
        names={chosen.map(({ name }) => name)}
        act={async (name) => {
          const user = chosen.find((one) => one.name === name);
          if (user) await grant(user);
        }}
        onDone={() => void permissionsChanged(place)}
        onEnd={onClose}
      />
    );
  }

  // Filtered by what is typed now, so that Enter before the answer does not choose somebody else.
  const offered = (users.data?.users ?? []).filter(
    ({ id, name }) =>
      name.toLowerCase().includes(sought.toLowerCase()) && !chosen.some((one) => one.id === id),
  );
  const isFull = chosen.length >= GRANTS_PER_CALL;
  const nobody = users.data?.total === 0 && part === "" && chosen.length === 0;
  const hasMore = (users.data?.total ?? 0) > (users.data?.users.length ?? 0);
  const hint = nobody ? "none" : hasMore ? "more" : "hint";

  function choose(id: string) {
    const user = offered.find((one) => one.id === id);
    if (!user || isFull) return;
    setChosen([...chosen, { ...user, level: LEVEL.read }]);
    setTyped("");
  }

  return (
    <FormDrawer
      title={t("permissions.grant.action")}
      width={520}
      submitLabel={t("permissions.grant.submit")}
      loading={false}
      submitError={users.error}
      refusal={refusal}
      holdsWork={chosen.length > 0}
      onSubmit={() => (chosen.length === 0 ? setTried(true) : setStarted(true))}
      onClose={onClose}
    >
      <Field
        label={t("permissions.grant.user")}
        hint={t(`permissions.grant.${hint}`)}
        {...(isFull
          ? { error: t("permissions.grant.tooMany", { max: GRANTS_PER_CALL }) }
          : tried && chosen.length === 0 && { error: t("permissions.grant.empty") })}
      >
        {(control) => (
          <SearchableSelect
            {...control}
            placeholder={t("permissions.grant.find")}
            loading={users.isFetching || part !== sought}
            disabled={isFull || refusal !== undefined}
            value={null as unknown as string}
            options={offered.map(({ id, name }) => ({ value: id, label: name }))}
            onSearch={setTyped}
            onChange={choose}
          />
        )}
      </Field>
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={t("permissions.grant.chosen")}>
          {chosen.map(({ id, name, level }) => (
            <li key={id}>
              <bdi title={name}>{name}</bdi>
              <LevelChoice
                label={t("permissions.change.of", { name })}
                level={level}
                grantable={grantable}
                onChange={(next) =>
                  setChosen(chosen.map((one) => (one.id === id ? { ...one, level: next } : one)))
                }
              />
              <IconButton
                label={t("permissions.grant.remove", { name })}
                icon={<X size={15} aria-hidden />}
                onClick={() => setChosen(chosen.filter((one) => one.id !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.levels}>
        {LEVELS.map((level) => (
          <Fragment key={level}>
            <dt>{t(`common.level.${LEVEL_NAMES[level]}`)}</dt>
            <dd>{t(`permissions.levelHint.${LEVEL_NAMES[level]}`)}</dd>
          </Fragment>
        ))}
      </dl>
    </FormDrawer>
  );
}
