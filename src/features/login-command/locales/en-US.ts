export default {
  title: "Login command",
  intro: "Run it on the machine that pushes or pulls, to sign in to this registry.",
  noAccess: {
    title: "{{user}} has no programmatic access",
    text: "No client of the registry can sign in as this user. Ask an administrator of the account {{account}} to allow programmatic access under Users.",
  },
  temporary: "Temporary",
  plain: { note: "The key stays in the shell history. Tick the box above where that matters." },
  noLogin:
    "{{client}} keeps no login: give it with each command. Put the image to pull in place of organization/image:tag.",
  kubernetes: {
    manifest: "Secret manifest",
    copyManifest: "Copy secret manifest",
    asManifest: "Or as a manifest, for kubectl apply:",
    apply: "Run the command; it waits for the manifest:",
    paste: "Paste the manifest, then press Ctrl+D:",
  },
  longLived: {
    tab: "Long-lived",
    intro: "Made from an access key, it is valid until that key is disabled or deleted.",
    choose: "Choose credentials.csv",
    drop: "or drop it here",
    orType: "Or type the key:",
    access: "Access key ID (AK)",
    secret: "Secret access key (SK)",
    stays: "Used in this page only; never sent and never stored.",
    accessMissing: "Enter the AK: letters, digits, underscores and hyphens only",
    secretMissing: "Enter the SK",
    make: "Make login command",
    valid: "Valid until the access key is disabled or deleted.",
    other: "Use another access key",
    problem: {
      tooLarge: "The file is too large to be credentials.csv.",
      columns:
        "Not credentials.csv: its first line should have the columns User Name, Access Key Id, Secret Access Key.",
      noKey: "The file has its header only, and no access key.",
      incomplete:
        "The access key in the file is not whole: AK or SK is missing or has characters it cannot have.",
    },
  },
  lifetime: {
    label: "Lifetime",
    minutes_one: "{{count, number}} minute",
    minutes_other: "{{count, number}} minutes",
    hours_one: "{{count, number}} hour",
    hours_other: "{{count, number}} hours",
  },
  renew: "New command",
  earlier: "Commands made earlier stay valid until their own time.",
} as const;
