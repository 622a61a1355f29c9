import type { Random } from './random.ts'

/** What a call may name, by the key that it is named under: ids of all tenants, codes, cursors, dates. */
export type Things = {
  add(key: string, ...values: readonly unknown[]): void
  has(key: string): boolean
  pick(key: string, random: Random): unknown
  /** Of any key but this one. */
  pickOther(key: string, random: Random): unknown
  /** Everything that can be named so in this answer, also deep inside. */
  learn(answer: unknown): void
}

/** Names under which the same kind of thing goes elsewhere. */
const sameAs = new Map(
  Object.entries({
    assigneeId: 'userId',
    portal: 'memberId',
    nextCursor: 'cursor',
    version: 'lastVersion',
  }),
)
const learned = /^(?:\w+Id|nextCursor|stateToken|lastVersion|planCode|documentNumber)$/
const mostOfAKind = 400

export function makeThings(): Things {
  const known = new Map<string, unknown[]>()
  const listOf = (key: string) => known.get(nameOf(key)) ?? []

  function add(key: string, ...values: readonly unknown[]) {
    const list = listOf(key)
    known.set(nameOf(key), list)
    list.push(...values.filter((value) => !list.includes(value)))
    // The newest stay: they are the ones with which something can still be done.
    if (list.length > mostOfAKind) list.splice(0, list.length - mostOfAKind)
  }

  function learn(answer: unknown) {
    if (typeof answer !== 'object' || answer === null) return
    for (const [key, value] of Object.entries(answer)) {
      if (typeof value === 'object') learn(value)
      else if (learned.test(key) && value !== '') add(key, value)
    }
  }

  return {
    add,
    has: (key) => listOf(key).length > 0,
    pick: (key, random) => random.pick(listOf(key)),
    pickOther(key, random) {
      const others = [...known].filter(([other, list]) => other !== nameOf(key) && list.length > 0)
      return random.pick(random.pick(others)[1])
    },
    learn,
  }
}

function nameOf(key: string): string {
  return sameAs.get(key) ?? key
}
