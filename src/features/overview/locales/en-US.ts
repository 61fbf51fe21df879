export default {
  context: "What the account {{account}} holds, and how it is used.",
  ending: {
    out_one: "{{count, number}} share of your images ends within {{days}} days.",
    out_other: "{{count, number}} shares of your images end within {{days}} days.",
    in_one: "{{count, number}} share of an image with you ends within {{days}} days.",
    in_other: "{{count, number}} shares of images with you end within {{days}} days.",
    show: "Show",
  },
  numbers: {
    organizations: "Organizations",
    images: "Images",
    tags: "Tags",
    stored: "Storage used",
    pulled: "Pulled so far",
    quota: "Quota: {{used}} of {{limit}} used",
  },
  usage: {
    title: "Usage",
    utc: "Days begin at midnight UTC.",
    period: "Period",
    store: "Storage used",
    downflow: "Pull traffic",
  },
  period: { day: "Day", week: "Week", month: "Month" },
  recent: {
    title: "Recent activity",
    none: {
      title: "Nothing has happened yet",
      text: "Once images are pushed or uploaded, the newest show here.",
    },
  },
  byItself: {
    title: "By itself in the last 24 hours",
    triggersFailed_one: "{{count, number}} trigger failed",
    triggersFailed_other: "{{count, number}} triggers failed",
    syncFailed_one: "{{count, number}} tag could not be copied to another region",
    syncFailed_other: "{{count, number}} tags could not be copied to another region",
    retentionFailed_one: "Retention could not delete every tag of {{count, number}} image",
    retentionFailed_other: "Retention could not delete every tag of {{count, number}} images",
    retentionDeleted_one: "Retention deleted tags of {{count, number}} image",
    retentionDeleted_other: "Retention deleted tags of {{count, number}} images",
  },
  start: {
    title: "Getting started",
    done: "(done)",
    organization: {
      title: "Create an organization",
      text: "It keeps images apart, and rights are given on it.",
    },
    login: {
      title: "Get a login command",
      text: "Sign in to the registry where your container engine runs.",
    },
    push: { title: "Push an image", text: "With a client, or by uploading an archive in the page." },
    deploy: { title: "Deploy it", text: "Pull the image on a cluster or a machine with its pull command." },
  },
} as const;
