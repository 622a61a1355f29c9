import { expect, test } from 'vitest'
import { usePagedList } from '#app/lib/usePagedList.ts'
import type { Paged } from '#app/lib/usePagedList.ts'

type Page = Paged<string, number>

/** A list on the server in pages of two, and the questions about it, answered at once unless the test holds them. */
function aList(rows: string[]) {
  const asked: (number | null)[] = []
  let held: PromiseWithResolvers<void> | null = null
  const ask = async (cursor: number | null): Promise<Page> => {
    asked.push(cursor)
    const from = cursor ?? 0
    const page = { rows: rows.slice(from, from + 2), next: from + 2 < rows.length ? from + 2 : null }
    await held?.promise
    return page
  }
  const hold = (): PromiseWithResolvers<void> => (held = Promise.withResolvers<void>())
  return { ask, asked, hold }
}

test('a list is read anew as far as it is shown; something else that is looked for begins with its first page', async () => {
  const rows = ['a', 'b', 'c', 'd', 'e']
  const { ask } = aList(rows)
  const list = usePagedList(ask)
  await list.read()
  await list.readMore()
  rows.unshift('new')

  await list.read()
  expect(list.shown.value).toEqual({ rows: ['new', 'a', 'b', 'c'], next: 4 })
  await list.readAnew()

  expect(list.shown.value).toEqual({ rows: ['new', 'a'], next: 2 })
})

test('a row that has moved to the next page meanwhile is not shown twice', async () => {
  const rows = ['a', 'b', 'c', 'd']
  const { ask } = aList(rows)
  const list = usePagedList(ask, (row) => row)
  await list.read()
  rows.unshift('new')

  await list.readMore()

  expect(list.shown.value?.rows).toEqual(['a', 'b', 'c'])
})

test('what was changed while more was being read stays changed', async () => {
  const { ask, hold } = aList(['a', 'b', 'c'])
  const list = usePagedList(ask)
  await list.read()
  const held = hold()
  const reading = list.readMore()

  list.replace((row) => row === 'a', 'A')
  held.resolve()
  await reading

  expect(list.shown.value?.rows).toEqual(['A', 'b', 'c'])
})

test('what was being read when something was changed is read again', async () => {
  const rows = ['a', 'b']
  const { ask, asked, hold } = aList(rows)
  const list = usePagedList(ask)
  await list.read()
  const held = hold()
  const reading = list.read()
  rows[0] = 'A'

  list.replace((row) => row === 'a', 'A')
  held.resolve()
  await reading

  expect(asked.length).toBe(3)
  expect(list.shown.value?.rows).toEqual(['A', 'b'])
})

test('what is forgotten while it is being read stays forgotten', async () => {
  const { ask, hold } = aList(['a'])
  const list = usePagedList(ask)
  const held = hold()
  const reading = list.read()

  list.forget()
  held.resolve()
  await reading

  expect(list.shown.value).toBeNull()
  expect(list.isReading.value).toBe(false)
})
