import B24FormField from '@bitrix24/b24ui-nuxt/components/FormField.vue'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, shallowReactive, type Component } from 'vue'
import { setLanguage } from '#app/lib/i18n.ts'
import DateField from '#app/ui/DateField.vue'
import DateTimeField from '#app/ui/DateTimeField.vue'
import TimeField from '#app/ui/TimeField.vue'
import { byLabel, byRole, mountPage, press, settle, type } from '../harness.ts'

/** A form with one field: what it knows is read beside what a person reads in it. */
function show(field: Component, modelValue: string, bounds = {}) {
  const form = shallowReactive({ value: modelValue, isUnreadable: false })
  mountPage(
    defineComponent(
      () => () =>
        h(B24FormField, { label: 'Начало' }, () =>
          h(field, {
            modelValue: form.value,
            'onUpdate:modelValue': (now: string) => (form.value = now),
            isUnreadable: form.isUnreadable,
            'onUpdate:isUnreadable': (now: boolean) => (form.isUnreadable = now),
            label: 'Начало',
            'aria-label': 'Начало',
            ...bounds,
          }),
        ),
    ),
  )
  return form
}

function shown(label: string | RegExp = 'Начало'): string {
  const field = byLabel(label)
  return field instanceof HTMLInputElement ? field.value : ''
}

function picker(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>('input[type=date]')
  if (found === null) throw new Error('nothing to pick from')
  return found
}

async function leave(label: string | RegExp = 'Начало'): Promise<void> {
  byLabel(label).focus()
  byLabel(label).blur()
  await settle()
}

describe('D7 a date', () => {
  it('is typed in the order of the language, and written in its usual way when the field is left', async () => {
    const form = show(DateField, '')

    await type(byLabel('Начало'), '1.2.2027')
    expect(form).toEqual({ value: '2027-02-01', isUnreadable: false })
    await leave()

    expect(shown()).toBe('01.02.2027')
  })

  it.each(['31.02.2027', '00.01.2027', 'завтра', '1.2'])('"%s" is none, and stays to be mended', async (wrong) => {
    const form = show(DateField, '2026-12-01')

    await type(byLabel('Начало'), wrong)
    await leave()

    expect(form).toEqual({ value: '', isUnreadable: true })
    expect(shown()).toBe(wrong)
  })

  it('an empty field is no wrong one', async () => {
    const form = show(DateField, '2026-12-01')

    await type(byLabel('Начало'), '')

    expect(form).toEqual({ value: '', isUnreadable: false })
  })

  it('is picked, also in the place of what could not be read', async () => {
    const form = show(DateField, '', { min: '2026-11-20' })
    await type(byLabel('Начало'), '31.02')

    await type(picker(), '2026-12-24')

    expect(picker().min).toBe('2026-11-20')
    expect(form).toEqual({ value: '2026-12-24', isUnreadable: false })
    expect(shown()).toBe('24.12.2026')
  })

  it('goes by days with the arrows, over the end of a month and not past its bounds', async () => {
    const form = show(DateField, '2026-11-30', { min: '2026-11-30', max: '2026-12-01' })

    await press(byLabel('Начало'), 'ArrowUp')
    expect(form.value).toBe('2026-12-01')
    await press(byLabel('Начало'), 'ArrowUp')
    expect(form.value).toBe('2026-12-01')
    await press(byLabel('Начало'), 'ArrowDown')
    await press(byLabel('Начало'), 'ArrowDown')

    expect(form.value).toBe('2026-11-30')
    expect(shown()).toBe('30.11.2026')
  })

  it('an arrow in an empty field begins with today', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00Z'), toFake: ['Date'] })
    const form = show(DateField, '')

    await press(byLabel('Начало'), 'ArrowDown')

    expect(form.value).toBe('2026-11-22')
  })

  it('opens what it is picked from with Alt and the arrow down', () => {
    const form = show(DateField, '2026-12-01')
    const showPicker = vi.fn<() => void>()
    Object.defineProperty(picker(), 'showPicker', { value: showPicker })

    byLabel('Начало').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true }))

    expect(showPicker).toHaveBeenCalledOnce()
    expect(form.value).toBe('2026-12-01')
  })

  it('follows the language of the page, and the form when it is filled anew', async () => {
    const form = show(DateField, '2026-12-01')
    expect(shown()).toBe('01.12.2026')

    setLanguage('en')
    await nextTick()
    expect(shown()).toBe('01 Dec 2026')
    form.value = '2027-01-15'
    await nextTick()

    expect(shown()).toBe('15 Jan 2027')
  })
})

describe('D7 a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    ['23:59', '23:59'],
    ['9:30 pm', '21:30'],
    ['12 am', '00:00'],
  ])('"%s" is read as %s, and written so when the field is left', async (typed, time) => {
    const form = show(TimeField, '')

    await type(byLabel('Начало'), typed)
    await leave()

    expect(form).toEqual({ value: time, isUnreadable: false })
    expect(shown()).toBe(time)
  })

  it.each(['24:00', '9:60', '13 pm', 'утром'])('"%s" is none', async (wrong) => {
    const form = show(TimeField, '09:00')

    await type(byLabel('Начало'), wrong)

    expect(form).toEqual({ value: '', isUnreadable: true })
  })

  it('goes by quarters with the arrows, round midnight', async () => {
    const form = show(TimeField, '23:50')

    await press(byLabel('Начало'), 'ArrowUp')
    expect(form.value).toBe('00:00')
    await press(byLabel('Начало'), 'ArrowDown')

    expect(form.value).toBe('23:45')
    expect(shown()).toBe('23:45')
  })
})

describe('D7 a date with its time', () => {
  it('is one thing for a screen reader, and a moment when both can be read', async () => {
    const form = show(DateTimeField, '')
    expect(byRole('group', 'Начало').contains(byLabel('Начало: время'))).toBe(true)

    await type(byLabel('Начало'), '1.12.2026')
    expect(form).toEqual({ value: '', isUnreadable: true })
    await type(byLabel('Начало: время'), '9')

    expect(form).toEqual({ value: '2026-12-01T09:00', isUnreadable: false })
    const ids = [...document.querySelectorAll('input[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('without both it is empty and right', async () => {
    const form = show(DateTimeField, '2026-12-01T09:00')

    await type(byLabel('Начало'), '')
    expect(form).toEqual({ value: '', isUnreadable: true })
    await type(byLabel('Начало: время'), '')

    expect(form).toEqual({ value: '', isUnreadable: false })
  })

  it('half a moment that is mended does not come back as the one before', async () => {
    const form = show(DateTimeField, '2026-12-01T09:00')

    await type(byLabel('Начало: время'), '')
    await settle()

    expect(shown()).toBe('01.12.2026')
    expect(form.isUnreadable).toBe(true)
  })

  it('is filled anew by its form', async () => {
    const form = show(DateTimeField, '2026-12-01T09:00', { min: '2026-11-22T12:00' })

    form.value = '2026-12-05T10:15'
    await settle()

    expect([shown(), shown('Начало: время')]).toEqual(['05.12.2026', '10:15'])
    expect(picker().min).toBe('2026-11-22')
  })
})
