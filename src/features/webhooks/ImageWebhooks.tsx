/** Below the image's triggers. */
import { useImageTab } from "../../components/image/image-tab.ts";
import { refusalOf } from "../../components/image/refusal.ts";
import { useT } from "../../i18n/use-t.ts";
import { Webhooks } from "./Webhooks.tsx";

export function Component() {
  const t = useT();
  const { organization, image, level } = useImageTab();
  return (
    <Webhooks
      key={`${organization}/${image}`}
      place={{ organization, image }}
      refusal={level && refusalOf(t, level, "setTriggers")}
      isKnown={level !== undefined}
    />
  );
}
