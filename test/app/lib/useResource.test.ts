import { expect, test, vi } from 'vitest'
import { oneAtATime } from '#app/lib/oneAtATime.ts'
import { useKeyedResource, useResource } from '#app/lib/useResource.ts'
import { Refused } from '#app/lib/apiError.ts'

/** Questions that are answered when the test says so, in any order. */
function questions() {
  const open: PromiseWithResolvers<string>[] = []
  const ask = (): Promise<string> => {
    const question = Promise.withResolvers<string>()
    open.push(question)
    return question.promise
  }
  const answer = (place: number, text: string) => open[place]?.resolve(text)
  return { ask, answer, open }
}

test('an older answer that comes late does not replace a newer one', async () => {
  const { ask, answer } = questions()
  const { value, read } = useResource(ask)
  const older = read()
  const newer = read()

  answer(1, 'new')
  await newer
  answer(0, 'old')
  await older

  expect(value.value).toBe('new')
})

test('an answer of a command is shown at once, and what was being read is read again', async () => {
  const { ask, answer, open } = questions()
  const { value, read, keep } = useResource(ask)
  const reading = read()

  keep('changed')
  expect(value.value).toBe('changed')
  answer(0, 'before the change')
  await reading
  expect(value.value).toBe('changed')

  expect(open.length).toBe(2)
})

test('with nothing on its way an answer of a command is enough', async () => {
  const { ask, answer, open } = questions()
  const { read, keep } = useResource(ask)
  const reading = read()
  answer(0, 'first')
  await reading

  keep('changed')

  expect(open.length).toBe(1)
})

test('a refusal leaves what was known before, with the reason beside it', async () => {
  const { ask, answer, open } = questions()
  const { value, reason, read } = useResource(ask)
  const first = read()
  answer(0, 'known')
  await first

  const second = read()
  open[1]?.reject(new Refused('owner_only'))
  await second

  expect(value.value).toBe('known')
  expect(reason.value?.code).toBe('owner_only')
})

test('a bug is not hidden as a reason', async () => {
  const { ask, open } = questions()
  const { read } = useResource(ask)

  const reading = read()
  open[0]?.reject(new TypeError('a bug'))

  await expect(reading).rejects.toThrow('a bug')
})

test('it is known that something is being read, until the newest question is answered', async () => {
  const { ask, answer } = questions()
  const { isReading, read } = useResource(ask)
  const older = read()
  const newer = read()

  answer(0, 'old')
  await older
  expect(isReading.value).toBe(true)
  answer(1, 'new')
  await newer

  expect(isReading.value).toBe(false)
})

test('what is forgotten while it is being read stays forgotten', async () => {
  const { ask, answer } = questions()
  const { value, isReading, read, forget } = useResource(ask)
  const reading = read()

  forget()
  answer(0, 'too late')
  await reading

  expect(value.value).toBeNull()
  expect(isReading.value).toBe(false)
})

test('of each key the newest answer counts, whatever is read of another one', async () => {
  const { ask, answer } = questions()
  const resourceOf = useKeyedResource(
    ({ id }: { id: string }) => ask().then((text) => `${id} ${text}`),
    ({ id }) => id,
  )
  const older = resourceOf({ id: 'a' }).read()
  const other = resourceOf({ id: 'b' }).read()
  const newer = resourceOf({ id: 'a' }).read()

  answer(2, 'new')
  answer(1, 'other')
  answer(0, 'old')
  await Promise.all([older, other, newer])

  expect(resourceOf({ id: 'a' }).value.value).toBe('a new')
  expect(resourceOf({ id: 'b' }).value.value).toBe('b other')
  expect(resourceOf({ id: 'c' }).value.value).toBeNull()
})

test('whoever asks while something is under way gets it once more, however many ask', async () => {
  const { ask, answer, open } = questions()
  const act = oneAtATime(async () => void (await ask()))
  const first = act()
  await Promise.all([act(), act(), act()])

  answer(0, 'before')
  await vi.waitFor(() => expect(open).toHaveLength(2))
  answer(1, 'after')
  await first

  expect(open).toHaveLength(2)
})
