/** Layers an account may send at once (SWR product documentation, "Constraints"). */
export const UPLOADS_AT_ONCE = 20;

export interface UploadSlots {
  /** Runs the work in one of the account's slots. Undefined, and nothing run, where all are taken. */
  within<Result extends object>(accountId: string, work: () => Promise<Result>): Promise<Result | undefined>;
}

export function createUploadSlots(): UploadSlots {
  const taken = new Map<string, number>();
  return {
    async within(accountId, work) {
      const count = taken.get(accountId) ?? 0;
      if (count >= UPLOADS_AT_ONCE) return undefined;
      taken.set(accountId, count + 1);
      try {
        return await work();
      } finally {
        const left = (taken.get(accountId) ?? 1) - 1;
        if (left > 0) taken.set(accountId, left);
        else taken.delete(accountId);
      }
    },
  };
}
