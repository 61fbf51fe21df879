import { useMutation } from "@tanstack/react-query";

/** What a form or a dialog sends: once at a time, and with its failure kept until it is sent again. */
export function useWrite<Input = void>(write: (input: Input) => Promise<void>) {
  const { mutate, isPending, isSuccess, isError, error, reset } = useMutation({ mutationFn: write });
  const loading = isPending || isSuccess;
  return {
    /** Stays once it went well: what sent it is on its way out. */
    loading,
    /** Null where there is none. */
    error,
    forgetError: () => isError && reset(),
    send: (input: Input, onError?: () => void) => {
      if (!loading) mutate(input, { onError });
    },
  };
}
