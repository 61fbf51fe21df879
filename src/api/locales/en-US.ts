/** Texts for error codes (`c` + the code's seven digits) and, where the code is unknown, for the status. */
export default {
  c4000097: "The organization quota is used up",
  c4001028: "The organization name breaks the naming rules",
  c4001029: "The image name breaks the naming rules",
  c4010000: "Your session has ended; sign in again",
  c4030170: "You do not have permission for this",
  c4037017: "You may not manage this organization",
  c4037018: "You may not manage this image",
  c4040058: "The organization does not exist, or you may not see it",
  c4040113: "The image does not exist, or you may not see it",
  c4060074: "The organization still has images; delete them first",
  c4090060: "This organization name is taken, perhaps by another account",
  c5010000: "This is not available yet",
  offline: "The service cannot be reached; check the network",
  tooMany: "Too many requests; try again in a moment",
  server: "The service failed; try again in a moment",
  unknown: "This did not work",
} as const;
