import { describe, expect, it } from 'vitest'
import { makeFairQueue } from '#server/platform/http/fairQueue.ts'
import { takeTokensOf } from '#server/platform/http/rateLimit.ts'

const shares = { atOnce: 2, atOnceOfPortal: 1, waitingOfPortal: 100, waitingOfPerson: 50 }

/** Works that end when told; what has begun stands in order. */
function works(inTurn = makeFairQueue(shares)) {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const add = (name: string, memberId: string, userId = 1) =>
    inTurn({ memberId, userId }, async () => {
      begun.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      return name
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise(setImmediate)
  }
  /** Ends whatever has begun until nothing does any more. */
  const endAll = async () => {
    await new Promise(setImmediate)
    for (let index = 0; index < begun.length; index++) await end(begun[index] ?? '')
  }
  return { begun, add, end, endAll }
}

describe('costly work', () => {
  it('of one client waits for itself alone: another client’s is next, however many wait before it', async () => {
    const { begun, add, end, endAll } = works()
    const many = Array.from({ length: 60 }, (_none, index) => add(`a${index}`, 'a', index % 2))
    const other = add('b', 'b')
    await new Promise(setImmediate)

    expect(begun).toEqual(['a0', 'b'])
    await end('b')
    expect(begun).toEqual(['a0', 'b'])
    await end('a0')
    expect(begun).toEqual(['a0', 'b', 'a1'])
    await endAll()
    expect(await other).toBe('b')
    expect(await Promise.all(many)).toHaveLength(60)
  })

  it('goes round the portals, and within a portal round its people', async () => {
    const { begun, add, endAll } = works(makeFairQueue({ ...shares, atOnce: 1 }))
    for (const name of ['a1', 'a2', 'a3']) void add(name, 'a', 1)
    void add('a4', 'a', 2)
    for (const name of ['b1', 'b2']) void add(name, 'b')
    void add('c1', 'c')

    await endAll()

    expect(begun).toEqual(['a1', 'b1', 'c1', 'a4', 'b2', 'a2', 'a3'])
  })

  it('gives nobody a second turn in a round for having gone away in between', async () => {
    const { begun, add, end, endAll } = works(makeFairQueue({ ...shares, atOnce: 1 }))
    for (const name of ['a1', 'a2', 'a3']) void add(name, 'a')
    void add('b1', 'b')
    for (const [ended, next] of [
      ['a1', 'b2'],
      ['b1', 'b3'],
      ['a2', 'b4'],
    ] as const) {
      await new Promise(setImmediate)
      await end(ended)
      void add(next, 'b')
    }
    await endAll()

    expect(begun).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3', 'b4'])
  })

  it('beyond a share is refused, and only there', async () => {
    const { begun, add, endAll } = works(makeFairQueue({ ...shares, waitingOfPortal: 3, waitingOfPerson: 2 }))
    const kept = [add('a1', 'a', 1), add('a2', 'a', 1), add('a3', 'a', 1)]

    await expect(add('a4', 'a', 1)).rejects.toMatchObject({ code: 'too_much_waiting' })
    kept.push(add('a5', 'a', 2))
    await expect(add('a6', 'a', 3)).rejects.toMatchObject({ code: 'too_much_waiting' })
    kept.push(add('b1', 'b', 1))

    await endAll()
    expect(await Promise.all(kept)).toHaveLength(5)
    expect(begun).toHaveLength(5)
  })

  it('that fails lets the next begin', async () => {
    const inTurn = makeFairQueue({ ...shares, atOnce: 1 })
    const failing = inTurn({ memberId: 'a', userId: 1 }, () => Promise.reject(new Error('no')))
    const next = inTurn({ memberId: 'a', userId: 1 }, async () => 'done')

    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('done')
  })
})

describe('the limits of calls', () => {
  const at = new Date('2026-11-28T10:00:00Z')
  const refusedAfter = (way: 'calls' | 'frames', who: (call: number) => { memberId: string; userId: number }) => {
    for (let call = 0; call < 10_000; call++) {
      try {
        takeTokensOf(who(call), way, at)
      } catch {
        return call
      }
    }
    return null
  }

  it('are those of the person, in however many sessions, and of the portal, by however many people', () => {
    expect(refusedAfter('calls', () => ({ memberId: 'limits-one', userId: 1 }))).toBe(120)
    expect(refusedAfter('frames', () => ({ memberId: 'limits-one', userId: 1 }))).toBe(120)
    expect(refusedAfter('calls', (call) => ({ memberId: 'limits-many', userId: call }))).toBe(3000)
    expect(refusedAfter('calls', () => ({ memberId: 'limits-other', userId: 1 }))).toBe(120)
  })
})
