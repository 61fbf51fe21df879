export default {
  skipToContent: "Skip to content",
  nav: {
    label: "Main",
    images: "My images",
    organizations: "Organizations",
    open: "Open navigation",
  },
  top: {
    region: "Region",
    language: "Language",
    theme: "Theme",
    account: "Account",
    loginCommand: "Login command",
  },
  theme: { light: "Light", dark: "Dark", system: "System" },
  account: { account: "Account", user: "User", project: "Project", signOut: "Sign out" },
  notFound: {
    title: "No such page",
    text: "The address may be mistyped, or the page has moved.",
    back: "Back to my images",
  },
  crashed: {
    title: "This page failed",
    text: "The fault is the console's own. Loading it again usually helps.",
    reload: "Reload",
  },
} as const;
