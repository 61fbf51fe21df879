export default {
  title: "Organizations",
  context: "An organization keeps its images apart from others; permissions are granted on it.",
  filter: "Filter by organization name",
  column: {
    name: "Organization name",
    images: "Images",
    stored: "Storage",
    level: "My permission",
    creator: "Creator",
    actions: "Actions",
  },
  create: {
    action: "Create organization",
    name: "Organization name",
    rules:
      "Starts with a lower-case letter, ends with a lower-case letter or a digit, with . _ - in between; at most {{max}} characters. Unique in the whole region; it cannot be changed later.",
    submit: "Create organization",
    done: "Organization {{name}} created",
    taken: {
      own: "Your account has an organization {{name}} already",
      other:
        "The name {{name}} is taken by another account. Names of organizations are unique in the whole region: choose another.",
      unseen:
        "The name {{name}} is taken: by another account, or by an organization of yours that you may not see. Choose another.",
    },
  },
  quota: {
    used: "Organization quota: {{used}} of {{limit}} used",
    limit: "Organization quota: {{limit}} an account",
  },
  storage: {
    of: "{{used}} of {{quota}}",
    action: "Storage quota",
    title: "Set storage quota",
    submit: "Save",
    used: "Organization {{name}} stores {{size}}.",
    quota: "Storage quota",
    hint: "{{min}} to {{max}} GB, with three decimals at most. Empty: no limit.",
    invalid:
      "Enter a number from {{min}} to {{max}}, with three decimals at most; leave it empty for no limit",
    below:
      "That is no more than what is stored: images stay, but nothing new can be pushed until some are deleted or the quota is raised.",
    counts:
      "Sizes of images are added up, a layer once for each image that has it; what was not pushed to its end is not counted. Once it is used up, pushes and page uploads are refused.",
    refusal: "Only those who may manage the organization can set its storage quota",
  },
  delete: {
    of: "Delete organization {{name}}",
    action: "Delete organization",
    goes: {
      organization: "The organization {{name}}",
      permissions: "Every permission people have on it",
    },
    refusal: {
      level: "Only those who may manage the organization can delete it",
      images: "The organization still has images; delete them first",
    },
  },
  detail: {
    sections: "Organization details",
    users: "Users",
    images: "Images",
    reach: "Who can pull",
    webhooks: "Webhooks",
    notFound: { title: "No such organization", text: "{{name}} does not exist, or you may not see it." },
    back: "Back to organizations",
  },
  nothingYet: {
    title: "No organizations yet",
    text: "Images live in organizations, and permissions are granted on them. Create one and images can be pushed.",
  },
  nothingMatches: { title: "No organization matches", text: "Try another name, or clear the filter." },
} as const;
