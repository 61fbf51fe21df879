/** The console's one HTTP client. It knows errors and signing in again; operations are in client.ts. */
import axios, { type AxiosError, type InternalAxiosRequestConfig } from "axios";
import { BACKGROUND_HEADER, SESSION_PATH, USER_HEADER } from "../../core/session.ts";
import { isUnattended } from "../lib/last-use.ts";
import { toApiError } from "./api-error.ts";

export const http = axios.create({ adapter: "fetch" });

let shownUser: () => string | undefined = () => undefined;

/** From now on every request tells the service which user the page shows as signed in (USER_HEADER). */
export function sayUser(find: () => string | undefined): void {
  shownUser = find;
}

/** Requests made while nobody is there, such as polls, must not keep the session alive. */
http.interceptors.request.use((request) => {
  if (isUnattended()) request.headers.set(BACKGROUND_HEADER, "1");
  const user = shownUser();
  if (user !== undefined) request.headers.set(USER_HEADER, user);
  return request;
});

/** Gets the 401 that a request met. */
type SignInAgain = (refusal: unknown) => Promise<void>;

let signInAgain: SignInAgain | undefined;

/**
 * Sets what to do when the session has ended: `handler` resolves once the person has signed in again. The request is
 * then sent again, so a form or a batch loses nothing.
 */
export function onSessionEnded(handler: SignInAgain): void {
  signInAgain = handler;
}

interface Replayed extends InternalAxiosRequestConfig {
  replayed?: boolean;
}

http.interceptors.response.use(undefined, async (error: AxiosError) => {
  const request = error.config as Replayed | undefined;
  const ended = error.response?.status === 401 && request !== undefined && request.url !== SESSION_PATH;
  if (!ended || request.replayed || !signInAgain) throw toApiError(error);
  await signInAgain(toApiError(error));
  request.replayed = true;
  return http.request(request);
});
