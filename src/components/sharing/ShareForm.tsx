/** 「共享镜像」: one image or several with one account or several, each share of many with its own outcome. */
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { isRefusedWith } from "../../api/api-error.ts";
import { useT } from "../../i18n/use-t.ts";
import { NothingToDo } from "../../lib/run-batch.ts";
import { useNow } from "../../lib/use-now.ts";
import type { ImageRef } from "../../resources/images.ts";
import { sessionQuery } from "../../resources/session.ts";
import { shareImage, sharesMade } from "../../resources/shares.ts";
import { Warning } from "../../ui/Warning.tsx";
import { BatchDialog } from "../batch/BatchDialog.tsx";
import { FormDrawer } from "../FormDrawer.tsx";
import { ChosenImages } from "../image/ChosenImages.tsx";
import { useErrorText } from "../use-error-text.ts";
import { useWrite } from "../use-write.ts";
import { AccountsField } from "./AccountsField.tsx";
import { accountsProblem, readAccounts } from "./accounts.ts";
import { DeadlineField } from "./DeadlineField.tsx";
import { type ImageToShare, RefusedImages } from "./RefusedImages.tsx";
import { ShareDescriptionField } from "./ShareDescriptionField.tsx";
import { areComplete, deadlineOf, newTerms } from "./terms.ts";

/** With one account. */
interface Share {
  ref: ImageRef;
  account: string;
}

/** Refusals that are about the account: unknown, shared with already, or one too many. */
const ACCOUNT_ERRORS = ["invalidAccount", "permissionExists", "shareQuotaUsedUp"] as const;

interface ShareFormProps {
  title: string;
  images: readonly ImageToShare[];
  onClose: () => void;
}

export function ShareForm({ title, images, onClose }: ShareFormProps) {
  const t = useT();
  const now = useNow();
  const errorText = useErrorText();
  const session = useQuery(sessionQuery).data;
  const [text, setText] = useState("");
  const [terms, setTerms] = useState(() => newTerms(now));
  const [tried, setTried] = useState(false);
  /** What is being shared. */
  const [sent, setSent] = useState<ReadonlyMap<string, Share>>();
  /** What went well before: it is not sent again. */
  const done = useRef(new Set<string>());

  const accounts = readAccounts(text);
  const shareable = images.filter(({ refusal }) => refusal === undefined);
  const max = session?.edition.accountsPerSharedImage ?? Number.POSITIVE_INFINITY;
  const problem = accountsProblem(accounts, { own: session?.account.name ?? "", max });
  const deadline = deadlineOf(terms);

  const single = useWrite(async (one: Share) => {
    await send(one);
    await sharesMade();
    onClose();
  });
  const isAboutAccount = isRefusedWith(single.error, ...ACCOUNT_ERRORS);
  const accountRefusal = isRefusedWith(single.error, "permissionExists")
    ? t("sharing.form.already")
    : errorText(single.error);

  const nameOf = ({ ref, account }: Share) =>
    images.length === 1 ? account : `${ref.organization}/${ref.image} → ${account}`;
  const isLeft = (share: Share) => !done.current.has(nameOf(share));
  const sharesWith = (account: string) => shareable.map((ref) => ({ ref, account })).filter(isLeft);

  function submit() {
    setTried(true);
    if (problem !== undefined || !areComplete(terms, now)) return;
    const shares = accounts.flatMap(sharesWith);
    const [only] = shares;
    if (only && shares.length === 1) single.send(only);
    else setSent(new Map(shares.map((share) => [nameOf(share), share])));
  }

  async function send({ ref, account }: Share) {
    if (deadline === undefined) return;
    await shareImage({ ...ref, account }, { deadline, description: terms.description });
  }

  async function sendOneOfMany(share: Share) {
    try {
      await send(share);
    } catch (error) {
      throw isRefusedWith(error, "permissionExists") ? new NothingToDo(t("sharing.form.already")) : error;
    }
  }

  /** Names that failed stay in the form, to be mended. */
  function end() {
    const left = accounts.filter((account) => sharesWith(account).length > 0);
    if (left.length === 0) return onClose();
    setText(left.join("\n"));
    setSent(undefined);
  }

  return (
    <>
      <FormDrawer
        title={title}
        width={480}
        submitLabel={t("sharing.form.submit")}
        loading={single.loading}
        submitError={isAboutAccount ? null : single.error}
        refusal={shareable.length === 0 ? t("sharing.form.nothing") : undefined}
        holdsWork={text !== "" || terms.description !== ""}
        onSubmit={submit}
        onClose={onClose}
      >
        <p>{t("sharing.form.intro")}</p>
        {images.length > 1 && shareable.length > 0 && <ChosenImages label={title} images={shareable} />}
        <RefusedImages images={images} />
        <AccountsField
          text={text}
          problem={problem}
          max={max}
          refusal={isAboutAccount ? accountRefusal : undefined}
          tried={tried}
          onChange={(next) => {
            setText(next);
            setTried(false);
            single.forgetError();
          }}
        />
        <Warning>{t("sharing.accounts.warning")}</Warning>
        <DeadlineField terms={terms} onChange={(change) => setTerms({ ...terms, ...change })} />
        <ShareDescriptionField
          description={terms.description}
          onChange={(description) => setTerms({ ...terms, description })}
        />
      </FormDrawer>
      {sent && (
        <BatchDialog
          title={t("sharing.form.batch", { count: sent.size })}
          names={[...sent.keys()]}
          act={async (name) => {
            const share = sent.get(name);
            if (share) await sendOneOfMany(share);
          }}
          onDone={(names) => {
            for (const name of names) done.current.add(name);
            void sharesMade();
          }}
          onEnd={end}
        />
      )}
    </>
  );
}
