export default {
  title: "My credentials",
  context: "Access keys and password of {{name}}.",
  keys: {
    title: "Access keys",
    context:
      "Programs and registry clients keep signed in with an access key (AK/SK). A user has at most {{max}}.",
    access: "Access Key ID (AK)",
    copy: "Copy access key ID",
    description: "Description",
    created: "Created",
    used: "Last used",
    neverUsed: "Never",
    active: "Active",
    activeOf: "Access key {{access}} active",
    actions: "Actions",
    none: {
      title: "No access keys yet",
      text: "Long-lived login commands and signed API calls need an access key.",
    },
  },
  create: {
    action: "Create access key",
    submit: "Create and download",
    done: "Done",
    intro:
      "credentials.csv is downloaded at once. It holds the secret access key (SK), which is shown only this time: keep it safe.",
    hint: "Optional, up to {{max}} characters",
    saved: "The access key is made and credentials.csv downloaded.",
    once: "The secret is shown only this once: after this is closed it cannot be seen again.",
    secret: "Secret Access Key (SK)",
    copySecret: "Copy secret access key",
    again: "Download credentials.csv again",
    tooMany: "A user has at most {{max}} access keys. Delete one first.",
  },
  delete: {
    of: "Delete access key {{access}}",
    action: "Delete access key",
    goes: {
      key: "Access key {{access}}",
      described: "Access key {{access}} ({{description}})",
      logins: "Long-lived logins made from it, and the access of programs that sign with it",
    },
  },
  projects: {
    title: "Projects",
    context: "The user name of a long-lived login is made of the project and the access key ID: project@AK.",
    name: "Project",
    none: "The account has no project to use",
  },
  password: {
    action: "Change password",
    submit: "Change password",
    intro:
      "Other sessions and tokens signed in with the old password end at once; access keys are not affected.",
    field: { old: "Current password", new: "New password", again: "New password again" },
    problem: {
      empty: "Enter the current password",
      wrong: "The current password is not right",
      short: "At least {{min}} characters",
      name: "Must not be the user name",
      same: "Must differ from the current password",
      differs: "The two new passwords differ",
    },
  },
} as const;
