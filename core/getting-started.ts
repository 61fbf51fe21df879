/** `GET /api/getting-started`: which steps of getting started the account has really taken. For the console only. */
export const GETTING_STARTED_PATH = "/api/getting-started";

/** In their order. `deploy`: something was pulled. */
export const STEPS = ["organization", "login", "push", "deploy"] as const;

export type Step = (typeof STEPS)[number];

export type GettingStarted = Record<Step, boolean>;
