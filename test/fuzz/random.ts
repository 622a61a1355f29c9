/** Chance that says the same again for the same seed. */
export type Random = {
  /** A whole number from 0 up to, but not including, this one. */
  below(limit: number): number
  /** True in about this share of all cases. */
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  shuffled<Item>(items: readonly Item[]): Item[]
  id(): string
}

/** Each step has chance of its own, so that it does not depend on what the steps before it drew. */
export function randomOf(...parts: readonly (number | string)[]): Random {
  const next = mulberry32(hashOf(parts.join(' ')))
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: (share) => next() < share,
    pick(items) {
      const found = items[below(items.length)]
      if (found === undefined) throw new Error('there is nothing to pick from')
      return found
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .toSorted((left, right) => left.rank - right.rank)
        .map(({ item }) => item),
    id() {
      const digits = Array.from({ length: 32 }, () => below(16).toString(16)).join('')
      const [first, second, third, fourth, last] = [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `8${digits.slice(17, 20)}`,
        digits.slice(20),
      ]
      return [first, second, third, fourth, last].join('-')
    },
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Tommy Ettinger's small generator; good enough to damage inputs. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
