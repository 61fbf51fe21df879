import { useMutation } from "@tanstack/react-query";

/** Sends what a form or a dialog writes: once at a time, keeping its failure until it is sent again. */
export function useWrite<Input = void>(write: (input: Input) => Promise<void>) {
  const { mutate, isPending, isSuccess, isError, error, reset } = useMutation({ mutationFn: write });
  const loading = isPending || isSuccess;
  return {
    /** Stays true after a success, as the form is about to close. */
    loading,
    /** Null where there is none. */
    error,
    forgetError: () => isError && reset(),
    send: (input: Input, onError?: () => void) => {
      if (!loading) mutate(input, { onError });
    },
  };
}
