export default {
  title: "Organizations",
  context: "An organization keeps its images apart from others; permissions are granted on it.",
  filter: "Filter by organization name",
  column: {
    name: "Organization name",
    images: "Images",
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
  },
  quota: {
    used: "Organization quota: {{used}} of {{limit}} used",
    limit: "Organization quota: {{limit}} an account",
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
    notFound: { title: "No such organization", text: "{{name}} does not exist, or you may not see it." },
    back: "Back to organizations",
  },
  nothingYet: {
    title: "No organizations yet",
    text: "Images live in organizations, and permissions are granted on them. Create one and images can be pushed.",
  },
  nothingMatches: { title: "No organization matches", text: "Try another name, or clear the filter." },
} as const;
