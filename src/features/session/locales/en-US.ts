export default {
  title: "Sign in",
  account: "Account",
  user: "User",
  password: "Password",
  submit: "Sign in",
  wrong: "Account, user and password do not match",
  required: "Fill this in",
  again: {
    title: "Your session has ended",
    text: "Sign in again and what was under way goes on.",
    other: "Reload as the other user",
  },
  tagline: "Container images, under control",
} as const;
