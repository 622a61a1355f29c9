import { expect, test } from 'vitest'
import { setLanguage } from '#app/lib/i18n.ts'
import { Refused } from '#app/lib/apiError.ts'
import { useAction } from '#app/lib/useAction.ts'

test('one thing is done at a time: what is asked for meanwhile is not begun', async () => {
  const { isBusy, act } = useAction()
  const answer = Promise.withResolvers<void>()
  let begun = 0
  const what = (): Promise<void> => {
    begun += 1
    return answer.promise
  }

  const first = act(what)
  expect(isBusy.value).toBe(true)
  expect(await act(what)).toBe('busy')
  answer.resolve()

  expect(await first).toBe('done')
  expect(begun).toBe(1)
  expect(isBusy.value).toBe(false)
})

test('a refusal is said in the language of the page, and forgotten with the next try', async () => {
  const { reason, error, act } = useAction()

  expect(await act(() => Promise.reject(new Refused('already_assigned')))).toBe('refused')
  expect(reason.value?.code).toBe('already_assigned')
  expect(error.value).toBe('Обращение уже взял другой сотрудник.')
  setLanguage('en')
  expect(error.value).not.toContain('Обращение')

  expect(await act(() => {})).toBe('done')
  expect(error.value).toBe('')
})

test('words that fit better here come first, and what follows a refusal still belongs to the action', async () => {
  const { isBusy, error, act } = useAction(({ code }) => (code === 'already_assigned' ? 'Too late.' : null))
  const heard: unknown[] = []

  await act(
    () => Promise.reject(new Refused('already_assigned')),
    ({ code }, text) => heard.push(code, text, isBusy.value),
  )

  expect(heard).toEqual(['already_assigned', 'Too late.', true])
  expect(error.value).toBe('Too late.')
})

test('a bug is not hidden as a reason, and leaves nothing busy', async () => {
  const { isBusy, act } = useAction()

  await expect(act(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug')

  expect(isBusy.value).toBe(false)
})
