/** Shares as the wire shows them. */
import type { ResponseOf } from "../../core/operations.ts";
import { isShareOver } from "../../core/shares.ts";
import type { Context } from "../context.ts";
import type { ShareRow } from "./change-shares.ts";
import type { ImageName } from "./share-image.ts";

type AccessDomain = ResponseOf<"ListRepoDomains">[number];
type ShareRule = ResponseOf<"ListRepoShares">[number];

export function presentAccessDomain({ clock }: Context, name: ImageName, share: ShareRow): AccessDomain {
  return {
    ...presentInBoth(name, share),
    access_domain: share.account,
    permit: "read",
    created: share.created_at,
    updated: share.updated_at,
    status: !isShareOver(share.ends_at, clock()),
  };
}

/** Share rules; each stands where its first share stands. */
export function presentShareRules(name: ImageName, shares: readonly ShareRow[]): ShareRule[] {
  const rules = Map.groupBy(shares, ({ rule_id }) => rule_id);
  return [...rules].flatMap(([id, [first, ...others]]) => {
    if (!first) return [];
    return {
      ...presentInBoth(name, first),
      id,
      share_type: "account",
      share_principals: [first, ...others].map(({ account_id }) => account_id),
      permission: "read",
    };
  });
}

function presentInBoth({ namespace, repository }: ImageName, share: ShareRow) {
  const { deadline, description, creator_id, creator_name } = share;
  return { namespace, repository, deadline, description, creator_id, creator_name };
}
