export default {
  title: "Who can pull",
  context: {
    image:
      "Users and other accounts that can pull this image, by which right and until when. Disabled ones are left out.",
    organization:
      "Users and other accounts that can pull images of this organization, also single ones. Disabled ones are left out.",
    user: "Organizations and single images within reach, by which right and until when. Public images, which anyone can pull, are left out.",
  },
  column: {
    who: "User or account",
    what: "Organization or image",
    level: "Permission",
    rights: "Comes from",
  },
  filter: { who: "Filter by name", what: "Filter by organization or image" },
  account: "Other account",
  organization: "Whole organization",
  owner: "Of account {{name}}",
  through: {
    public: "Public image: {{level}}",
    administrator: "Administrator of the account: {{level}}",
    organization: "Granted on the organization: {{level}}",
    image: "Granted on the image: {{level}}",
    share: "Shared: {{level}}",
    some_one: "{{through}} ({{count, number}} image)",
    some_other: "{{through}} ({{count, number}} images)",
  },
  until: ", until {{time}}",
  public: {
    image_one: "This image is public: anyone can pull it, without signing in.",
    image_other: "This image is public: anyone can pull it, without signing in.",
    organization_one: "{{count, number}} image is public: anyone can pull it, without signing in.",
    organization_other: "{{count, number}} images are public: anyone can pull them, without signing in.",
  },
  forbidden: {
    title: "You cannot see who can pull",
    image: "That takes permission to manage this image.",
    organization: "That takes permission to manage this organization.",
  },
  users: "Users",
  mine: "Within reach",
  ofUser: "Within reach of {{name}}",
  disabled: "This user is disabled: until enabled again, none of these permissions is in force.",
  noUser: {
    title: "This user cannot be shown",
    absent: "The account has no such user; it may have been deleted.",
    forbidden: "Only administrators of the account see what other users can reach.",
  },
  nothing: {
    title: "Nothing within reach",
    text: "No permission on an organization or image yet, and no image shared by another account.",
  },
  nothingMatches: { title: "Nothing matches", text: "Try another name, or clear the filter." },
} as const;
