/** The rules of retention, over all images. */
import { paths } from "../../src/paths.ts";
import { NO_MATCH } from "./pages.ts";
import { type State, seen, seenText, type World } from "./state.ts";
import { fail, silence } from "./troubles.ts";

export function governance({ t, organization, emptyImage, long }: World): State[] {
  const title = t("retention.ledger.title");
  return [
    {
      name: "retention rules",
      path: paths.retentions(),
      shows: seen("link", `${long.organization}/${long.image}`),
    },
    {
      name: "images without a retention rule",
      path: `${paths.retentions("none")}&organization=${organization}`,
      shows: seen("link", t("retention.ledger.addTo", { image: `${organization}/${emptyImage}` })),
    },
    {
      name: "retention rules, nothing matches",
      path: `${paths.retentions()}?image=${NO_MATCH}`,
      shows: seenText(t("retention.ledger.nothingMatches")),
    },
    {
      name: "retention rules, loading",
      path: paths.retentions(),
      arrange: silence,
      shows: seen("heading", title),
      loading: true,
    },
    {
      name: "retention rules, failed",
      path: paths.retentions(),
      arrange: fail,
      shows: (page) => page.getByRole("alert").filter({ hasText: t("common.error.title") }),
    },
  ];
}
