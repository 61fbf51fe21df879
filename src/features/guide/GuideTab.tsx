/** 「Pull/Push指南」: this image's commands for every client. The client is in the address: `?client=ctr`. */
import { Input } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { checkTagName } from "../../../core/names.ts";
import { allows } from "../../../core/permissions.ts";
import { Copyable } from "../../components/Copyable.tsx";
import { ClientGuide } from "../../components/commands/ClientGuide.tsx";
import styles from "../../components/commands/guide.module.css";
import { GUIDE_CLIENTS, type GuideClient } from "../../components/commands/guide-clients.ts";
import { useTemporaryLogin } from "../../components/commands/use-temporary-login.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useImageTab } from "../../components/image/image-tab.ts";
import { useT } from "../../i18n/use-t.ts";
import { rememberClient, useRememberedClient } from "../../lib/client-choice.ts";
import { Field } from "../../ui/Field.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

export function Component() {
  const { details, level } = useImageTab();
  const t = useT();
  const remembered = useRememberedClient(GUIDE_CLIENTS);
  const [params, setParams] = useSearchParams();
  const chosen = GUIDE_CLIENTS.find((client) => client === params.get("client")) ?? remembered;
  const { error, ...login } = useTemporaryLogin();
  const [version, setVersion] = useState("latest");
  if (!details) return <Skeleton rows={4} />;

  // What cannot be a tag never gets into a command.
  const tag = checkTagName(version) === undefined ? version : "latest";
  function choose(client: GuideClient) {
    rememberClient(client);
    setParams({ client }, { replace: true });
  }
  return (
    <div className={styles.guide}>
      <section>
        <h2>{t("commands.guide.before")}</h2>
        <ul>
          <li>{t("commands.guide.client")}</li>
          <li>{t("commands.guide.who")}</li>
          {level !== undefined && !allows(level, "push") && <li>{t("commands.guide.cannotPush")}</li>}
        </ul>
      </section>
      <section>
        <h2>{t("commands.guide.address")}</h2>
        <Copyable text={details.path} label={t("commands.guide.copyAddress")}>
          <code>{details.path}</code>
        </Copyable>
      </section>
      <div className={styles.version}>
        <Field label={t("commands.version")}>
          {(control) => (
            <Input
              {...control}
              status={tag === version ? undefined : "error"}
              aria-invalid={tag !== version}
              value={version}
              maxLength={128}
              spellCheck={false}
              onChange={({ target }) => setVersion(target.value)}
            />
          )}
        </Field>
      </div>
      {error !== undefined && <ErrorNote error={error} />}
      <ClientGuide {...login} repository={details.path} tag={tag} chosen={chosen} onChoose={choose} />
    </div>
  );
}
