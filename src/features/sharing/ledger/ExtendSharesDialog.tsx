/** 「延长」: gives many shares one new deadline, each with its outcome. Descriptions stay. */
import { Modal } from "antd";
import { useId, useState } from "react";
import { BatchDialog } from "../../../components/batch/BatchDialog.tsx";
import { DeadlineField } from "../../../components/sharing/DeadlineField.tsx";
import { shareName } from "../../../components/sharing/share-name.ts";
import { deadlineOf, deadlineProblem, newTerms } from "../../../components/sharing/terms.ts";
import { useT } from "../../../i18n/use-t.ts";
import { useNow } from "../../../lib/use-now.ts";
import { useReturnFocus } from "../../../lib/use-return-focus.ts";
import { changeShare, type ShareRef, sharesChanged } from "../../../resources/shares.ts";

interface ExtendSharesDialogProps {
  shares: readonly ShareRef[];
  onClose: () => void;
}

export function ExtendSharesDialog({ shares, onClose }: ExtendSharesDialogProps) {
  const t = useT();
  const now = useNow();
  const formId = useId();
  useReturnFocus();
  const [chosen] = useState(() => new Map(shares.map((share) => [shareName(share), share])));
  const [terms, setTerms] = useState<Parameters<typeof deadlineOf>[0]>(() => newTerms(now));
  const [started, setStarted] = useState(false);
  const deadline = deadlineOf(terms);
  const title = t("sharing.extend.title", { count: chosen.size });

  if (started && deadline !== undefined) {
    return (
      <BatchDialog
        title={title}
        names={[...chosen.keys()]}
        act={async (name) => {
          const share = chosen.get(name);
          if (share) await changeShare(share, { deadline });
        }}
        onDone={() => void sharesChanged()}
        onEnd={onClose}
      />
    );
  }
  return (
    <Modal
      open
      title={title}
      okText={t("sharing.extend.submit")}
      okButtonProps={{ htmlType: "submit", form: formId }}
      cancelText={t("common.cancel")}
      closable={{ "aria-label": t("common.close") }}
      onCancel={onClose}
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (deadlineProblem(terms, now) === undefined) setStarted(true);
        }}
      >
        <DeadlineField terms={terms} onChange={setTerms} />
      </form>
    </Modal>
  );
}
