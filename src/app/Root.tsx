/** What stands around every page: the sign-in page for strangers, the frame for everybody else. */
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet } from "react-router-dom";
import { ErrorState } from "../components/ErrorState.tsx";
import { withAntd } from "../components/with-antd.tsx";
import { useSessionEnd } from "../features/session/session-ended.ts";
import { lazyPart } from "../lib/load-part.ts";
import { sessionQuery } from "../resources/session.ts";
import { Frame } from "./Frame.tsx";
import { HindranceNote } from "./HindranceNote.tsx";

const SignInPage = lazyPart(() =>
  withAntd(import("../features/session/SignInPage.tsx").then((m) => m.SignInPage)),
);
const SignInAgain = lazyPart(() =>
  withAntd(import("../features/session/SignInAgain.tsx").then((m) => m.SignInAgain)),
);

export function Root() {
  return (
    <>
      <Content />
      <HindranceNote />
    </>
  );
}

function Content() {
  const session = useQuery(sessionQuery);
  const end = useSessionEnd();
  if (session.isPending) return null;
  // Asking again may fail while the service is away for a moment: what the person has at hand stays.
  if (session.data === undefined) {
    return (
      <main>
        <ErrorState heading="h1" error={session.error} onRetry={() => session.refetch()} />
      </main>
    );
  }
  if (!session.data)
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  return (
    <>
      <Frame session={session.data}>
        <Outlet />
      </Frame>
      {end && (
        <Suspense>
          <SignInAgain session={session.data} refusal={end.refusal} />
        </Suspense>
      )}
    </>
  );
}
