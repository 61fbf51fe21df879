import { QueryClientProvider } from "@tanstack/react-query";
import { type createBrowserRouter, RouterProvider } from "react-router-dom";
import { queryClient } from "../api/query-client.ts";

export function App({ router }: { router: ReturnType<typeof createBrowserRouter> }) {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
