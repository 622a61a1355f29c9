import { expect, it, vi } from 'vitest'
import * as v from 'valibot'
import { copyText } from '#app/lib/clipboard.ts'
import { newId } from '#app/lib/newId.ts'
import { Refused } from '#app/lib/apiError.ts'
import { openShelf } from '#app/lib/storage.ts'
import { useForm } from '#app/lib/useForm.ts'
import { id } from '#contract/common.ts'
import { settle } from '../harness.ts'

it('ids made in the page are what the contract takes, differ, and grow with time', () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T10:00:00Z') })
  const first = newId()
  vi.advanceTimersByTime(1)
  const made = [first, ...Array.from({ length: 50 }, newId)]

  expect(made.every((one) => v.is(id, one))).toBe(true)
  expect(new Set(made).size).toBe(51)
  expect(first < (made[1] ?? '')).toBe(true)
  expect(first.charAt(14)).toBe('7')
})

it('a page without storage goes on from memory', () => {
  vi.stubGlobal('localStorage', undefined)
  const shelf = openShelf('opora:')

  shelf.write('draft', 'text')

  expect(shelf.read('draft')).toBe('text')
  expect(shelf.keys()).toEqual(['draft'])
  shelf.remove('draft')
  expect(shelf.read('draft')).toBeNull()
})

it('T8 without storage, what was begun in one ticket is there when another one was opened meanwhile', () => {
  vi.stubGlobal('localStorage', undefined)
  openShelf('opora:1:').write('draft:a', 'first')
  openShelf('opora:1:').write('draft:b', 'second')

  expect(openShelf('opora:1:').read('draft:a')).toBe('first')
  expect(openShelf('opora:1:').keys()).toEqual(['draft:a', 'draft:b'])
  expect(openShelf('opora:2:').keys()).toEqual([])
})

it('what is stored survives a reload, and people do not see each other', () => {
  openShelf('opora:1:').write('draft', 'mine')

  expect(openShelf('opora:1:').read('draft')).toBe('mine')
  expect(openShelf('opora:2:').read('draft')).toBeNull()
})

it('copies by the old command, because a portal denies the new one to its frames', async () => {
  const command = vi.fn<typeof document.execCommand>(() => true)
  document.execCommand = command

  expect(await copyText('text')).toBe(true)
  expect(command).toHaveBeenCalledWith('copy')
  expect(document.querySelector('textarea')).toBeNull()
})

it('a form is sent once however often it is submitted, and says why it was refused', async () => {
  let sendings = 0
  const form = useForm({
    initial: () => ({ name: '' }),
    submit: async () => {
      sendings += 1
      await Promise.resolve()
      throw new Refused('person_unknown')
    },
  })
  form.values.name = 'Анна'

  void form.submit()
  void form.submit()
  await settle()

  expect(sendings).toBe(1)
  expect(form.error.value).toContain('Такого сотрудника')
  expect(form.isPristine.value).toBe(false)
  form.reset()
  expect([form.values.name, form.error.value, form.isPristine.value]).toEqual(['', '', true])
})
