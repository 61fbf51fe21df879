/**
 * Pulls not written to the tables yet. Writing each at once would make all pulls of an account wait for one another.
 */

export interface PullCounts {
  /** `bytes` of an image of the account are being sent; `imageId` where it is a manifest, by which pulls are counted. */
  add(pull: { accountId: string; date: string; bytes: number; imageId?: number }): void;
  /** Hands over the counts and starts from zero. */
  take(): Counted;
  /** Takes back counts that could not be written. */
  putBack(counted: Counted): void;
}

export interface Counted {
  /** Of an account on a day. */
  days: { accountId: string; date: string; bytes: number }[];
  images: { id: number; pulls: number }[];
}

export function createPullCounts(): PullCounts {
  let days = new Map<string, Counted["days"][number]>();
  let images = new Map<number, number>();

  function addDay(accountId: string, date: string, bytes: number): void {
    const key = `${date} ${accountId}`;
    days.set(key, { accountId, date, bytes: bytes + (days.get(key)?.bytes ?? 0) });
  }

  const addImage = (id: number, pulls: number) => images.set(id, pulls + (images.get(id) ?? 0));

  return {
    add({ accountId, date, bytes, imageId }) {
      addDay(accountId, date, bytes);
      if (imageId !== undefined) addImage(imageId, 1);
    },
    take() {
      const counted = {
        days: [...days.values()],
        images: [...images].map(([id, pulls]) => ({ id, pulls })),
      };
      days = new Map();
      images = new Map();
      return counted;
    },
    putBack(counted) {
      for (const { accountId, date, bytes } of counted.days) addDay(accountId, date, bytes);
      for (const { id, pulls } of counted.images) addImage(id, pulls);
    },
  };
}
