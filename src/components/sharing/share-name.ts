import type { ShareRef } from "../../resources/shares.ts";

/** Tells shares apart where they are chosen or listed with their outcomes: an image is shared with an account once. */
export const shareName = ({ organization, image, account }: ShareRef) =>
  `${organization}/${image} → ${account}`;
