import { afterEach, expect, it } from 'vitest'
import { effectScope, nextTick, shallowReactive, type EffectScope } from 'vue'
import type { Row } from '#app/tickets/timelineRows.ts'
import { useAim } from '#app/tickets/useAim.ts'

const row = (key: string): Row => ({ kind: 'day', key, at: '2026-11-20T09:00:00Z' })
let scope: EffectScope
afterEach(() => scope.stop())

/** A conversation of pages; reading an earlier one puts its rows in front. */
async function led(aim: string | null, pages: string[][]) {
  const now = shallowReactive({ aim, rows: [] as Row[], hasEarlier: true, isLoadingEarlier: false })
  const asked: string[] = []
  const placed: string[] = []
  const read = () => {
    const page = pages.pop()
    now.hasEarlier = pages.length > 0
    now.rows = [...(page ?? []).map(row), ...now.rows]
  }
  read()
  scope = effectScope()
  const aiming = scope.run(() =>
    useAim(
      () => now,
      () => {
        asked.push('earlier')
        now.isLoadingEarlier = true
        queueMicrotask(() => {
          read()
          now.isLoadingEarlier = false
        })
      },
      async (key) => void placed.push(key),
    ),
  )
  if (aiming === undefined) throw new Error('the scope has ended')
  for (let turn = 0; turn < 400; turn += 1) await nextTick()
  return { now, asked, placed, aimed: aiming.aimed }
}

it('P2 a message that has been read stands there at once', async () => {
  const { asked, placed, aimed } = await led('b', [['a'], ['b', 'c']])

  expect({ asked, placed, aimed: aimed.value }).toEqual({ asked: [], placed: ['b'], aimed: 'b' })
})

it('P2 one further up is read for, page by page, and placed once', async () => {
  const { now, asked, placed } = await led('a', [['0'], ['a'], ['b'], ['c']])
  now.rows = [...now.rows, row('d')]
  await nextTick()

  expect({ asked: asked.length, placed }).toEqual({ asked: 2, placed: ['a'] })
})

it('P2 one that is not there is looked for up to the beginning, and no further', async () => {
  const { asked, placed } = await led('nowhere', [['a'], ['b'], ['c']])

  expect({ asked: asked.length, placed }).toEqual({ asked: 2, placed: [] })
})

it('P2 of a very long conversation no more than fifty pages are read', async () => {
  const pages = Array.from({ length: 120 }, (_page, index) => [`row ${index}`])
  const { asked } = await led('row 0', pages)

  expect(asked).toHaveLength(50)
})

it('P2 whoever was led nowhere reads nothing further', async () => {
  const { asked, placed } = await led(null, [['a'], ['b']])

  expect({ asked, placed }).toEqual({ asked: [], placed: [] })
})
