import { Refusal } from '../refusal.ts'

type Who = { memberId: string; userId: number }
/** Does it now, or refuses: whoever has as much under way as their share is, or their portal's. */
export type Slots = <Result>(who: Who, act: () => Promise<Result>) => Promise<Result>

type Shares = { most: number; mostOfPortal: number; mostOfPerson: number }

/** For what lasts as long as its caller likes, so that it cannot wait for a turn. */
export function makeSlots({ most, mostOfPortal, mostOfPerson }: Shares): Slots {
  const taken = new Map<string, number>()
  return async ({ memberId, userId }, act) => {
    const shares = [
      ['all', most],
      [`portal:${memberId}`, mostOfPortal],
      [`person:${memberId}:${userId}`, mostOfPerson],
    ] as const
    const isFull = shares.some(([key, share]) => (taken.get(key) ?? 0) >= share)
    if (isFull) throw new Refusal('too_many_requests', { waitSeconds: 2 })
    for (const [key] of shares) taken.set(key, (taken.get(key) ?? 0) + 1)
    try {
      return await act()
    } finally {
      for (const [key] of shares) {
        const left = (taken.get(key) ?? 1) - 1
        if (left === 0) taken.delete(key)
        else taken.set(key, left)
      }
    }
  }
}
