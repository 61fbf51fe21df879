export default {
  title: "Login command",
  intro: "Run it on the machine that pushes or pulls, to sign in to this registry.",
  key: "Login key",
  copyCommand: "Copy login command",
  copyKey: "Copy login key",
  plain: {
    tab: "One line",
    note: "The key stays in the shell history. Use the other way where that matters.",
  },
  prompting: {
    tab: "Key not in history",
    run: "Run the command (bash or zsh); it waits for the key without a word:",
    paste: "Paste the key and press Enter:",
  },
  validUntil: "Valid until {{time}}",
  left: "{{left}} left",
  expired: "Expired {{time}}",
  renew: "New command",
  earlier: "Commands made earlier stay valid until their own time.",
} as const;
