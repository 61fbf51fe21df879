export default {
  accounts: {
    label: "Share with",
    hint: "One account name a line; an image is shared with up to {{max, number}} accounts.",
    warning:
      "Names must match exactly. Wrong ones are counted, and too many of them make you wait: check them first.",
    problem: {
      empty: "Enter the name of an account",
      own: "{{name}} is the image's own account and needs no share",
      long: "The name of an account has at most {{max}} characters: {{name}}",
      many: "An image is shared with at most {{max, number}} accounts",
    },
  },
  deadline: {
    label: "Deadline",
    forever: "For ever",
    never: "It does not end by itself; you can revoke it at any time.",
    endsAt: "Ends {{local}} your time, {{utc}} UTC",
    over: "Expired",
    problem: { empty: "Choose a deadline", past: "This day is over" },
    left: {
      days_one: "{{count, number}} day left",
      days_other: "{{count, number}} days left",
      hours_one: "{{count, number}} hour left",
      hours_other: "{{count, number}} hours left",
    },
  },
  description: { label: "Description" },
  form: {
    title: "Share image",
    many_one: "Share {{count, number}} image",
    many_other: "Share {{count, number}} images",
    submit: "Share",
    intro: "Users of the other account can view and pull, but not change, share on or synchronise.",
    nothing: "None of the chosen images can be shared",
    refused_one: "{{count, number}} of {{total, number}} chosen images cannot be shared:",
    refused_other: "{{count, number}} of {{total, number}} chosen images cannot be shared:",
  },
  edit: {
    title: "Edit share",
    submit: "Save changes",
    of: "Shared with",
    action: "Edit the share with {{account}}",
  },
  revoke: {
    action: "Revoke the share with {{account}}",
    title_one: "Revoke share",
    title_other: "Revoke {{count, number}} shares",
    loses_one: "No user of this account will be able to view or pull the image any more:",
    loses_other: "No user of these accounts will be able to view or pull the images any more:",
    keeps: "What was pulled already stays where it is.",
    done_one: "{{count, number}} share revoked",
    done_other: "{{count, number}} shares revoked",
  },
  public: {
    refusal: "Anyone can pull a public image: it needs no share",
    noEffect:
      "This image is public: anyone can pull it, so shares have no effect. Once it is private again, those that have not ended count again.",
  },
  tab: {
    intro:
      "Share a private image with other accounts of the region: they can view and pull it, nothing else.",
    hidden: "You may not see who this image is shared with",
    none: {
      title: "Not shared yet",
      text: "Once it is, users of the other account find the image under “Shared by others”.",
    },
  },
  in: {
    context: "Images that other accounts share with yours, to view and pull.",
    none: {
      title: "Nothing is shared with you yet",
      text: "Images that other accounts share with yours show here.",
    },
    by: "Shared by",
    others: "A public image of another account",
    readOnly: "read-only, to view and pull",
  },
  state: { label: "State", all: "All", valid: "In force", invalid: "Not in force" },
  column: {
    owner: "Owner",
    account: "Account",
    creator: "Shared by",
    created: "Shared",
  },
} as const;
