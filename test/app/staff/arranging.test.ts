import { describe, expect, test } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import ShiftEditor from '#app/staff/ShiftEditor.vue'
import SkillPicker from '#app/staff/SkillPicker.vue'
import { emptyWeek, workweek } from '#app/staff/week.ts'
import type { Weekly } from '#contract/desks/types.ts'
import { someone } from '../deskFactories.ts'
import { allByRole, byLabel, byRole, click, mountPage, press, textOf, type } from '../harness.ts'
import { choice, isThere, openPage } from '../page.ts'

describe('D1 the shifts of a week', () => {
  const shifts = shallowRef<Weekly | null>(null)
  const dayOf = (name: string): string => textOf(byRole('group', name))

  async function open(start: Weekly | null): Promise<void> {
    shifts.value = start
    const Page = defineComponent(
      () => () =>
        h(ShiftEditor, {
          timeZone: 'Asia/Yekaterinburg',
          modelValue: shifts.value,
          'onUpdate:modelValue': (week: Weekly | null) => (shifts.value = week),
        }),
    )
    await openPage(Page, { me: someone('lead'), answers: {} })
  }

  /** Types over what stands there. */
  async function setTime(label: string, time: string): Promise<void> {
    const field = document.querySelector(`[aria-label="${label}"]`)
    if (!(field instanceof HTMLInputElement)) throw new Error(`no time ${label}`)
    await type(field, time)
  }

  test('every day without a time is a day off, and whose clock this is stands above', async () => {
    await open(null)

    expect(allByRole('group')).toHaveLength(7)
    expect(allByRole('group').every((group) => textOf(group).includes('выходной'))).toBe(true)
    expect(textOf(document.body)).toContain('Время службы поддержки: ')
  })

  test('the usual week comes with one click, and stays as it was for the next colleague', async () => {
    await open(null)
    await click(byRole('button', 'Пн–Пт, 9:00–18:00'))
    expect(shifts.value).toEqual(workweek)

    await setTime('пн, начало', '07:30')

    expect(shifts.value?.[1]).toEqual([['07:30', '18:00']])
    expect(workweek[1]).toEqual([['09:00', '18:00']])
  })

  test.each([
    { edge: 'начало', time: '10:15', span: ['10:15', '18:00'] },
    { edge: 'конец', time: '20:00', span: ['09:00', '20:00'] },
    { edge: 'конец', time: '00:00', span: ['09:00', '24:00'] },
    { edge: 'начало', time: '00:00', span: ['00:00', '18:00'] },
    { edge: 'конец', time: '', span: ['09:00', '18:00'] },
  ])('the $edge becomes "$time": $span', async ({ edge, time, span }) => {
    await open({ ...emptyWeek, 2: [['09:00', '18:00']] })

    await setTime(`вт, ${edge}`, time)

    expect(shifts.value).toEqual({ ...emptyWeek, 2: [span] })
  })

  test.each([
    { span: ['22:00', '06:00'], isOvernight: true },
    { span: ['09:00', '09:00'], isOvernight: true },
    { span: ['09:00', '18:00'], isOvernight: false },
    { span: ['16:00', '24:00'], isOvernight: false },
  ] as const)('$span lasts until the next day: $isOvernight', async ({ span: [from, to], isOvernight }) => {
    await open({ ...emptyWeek, 3: [[from, to]] })

    expect(dayOf('ср').includes('до следующего дня')).toBe(isOvernight)
  })

  test('a day has as many times as somebody adds, and each goes by itself', async () => {
    await open({ ...emptyWeek, 4: [['06:00', '08:00']] })

    await click(byRole('button', 'Добавить время: чт'))
    await setTime('чт, начало', '07:00')
    expect(shifts.value?.[4]).toEqual([
      ['07:00', '08:00'],
      ['09:00', '18:00'],
    ])
    await click(byRole('button', 'Убрать время: чт, 07:00–08:00'))

    expect(shifts.value?.[4]).toEqual([['09:00', '18:00']])
    await click(byRole('button', 'Убрать время: чт, 09:00–18:00'))
    expect(dayOf('чт')).toContain('выходной')
  })
})

describe('D1 what somebody can do', () => {
  const skills = shallowRef<string[]>([])

  function open(known: string[], start: string[] = []): void {
    skills.value = start
    mountPage(
      defineComponent(
        () => () =>
          h(SkillPicker, {
            known,
            modelValue: skills.value,
            'onUpdate:modelValue': (chosen: string[]) => (skills.value = chosen),
          }),
      ),
    )
  }
  const offered = (): string[] => allByRole('checkbox').map((box) => textOf(box.closest('label')))

  test('is chosen among what the desk knows, and taken back the same way', async () => {
    open(['CRM', 'телефония'], ['телефония'])
    expect(choice('телефония')).toHaveProperty('checked', true)

    await click(choice('CRM'))
    await click(choice('телефония'))

    expect(skills.value).toEqual(['CRM'])
  })

  test.each([
    { typed: '  почта ', known: ['CRM', 'почта'] },
    { typed: 'crm', known: ['CRM'] },
    { typed: '   ', known: ['CRM'] },
  ])('"$typed" is added once, whatever its letters: $known', async ({ typed, known }) => {
    open(['CRM'], ['CRM'])

    await type(byLabel('Новый навык'), typed)
    await press(byLabel('Новый навык'), 'Enter')

    expect(skills.value).toEqual(known)
    expect(byLabel('Новый навык')).toHaveProperty('value', '')
    expect(offered()).toEqual(known)
  })

  test('known by other letters is not offered twice, and can be taken back', async () => {
    open(['CRM'], ['crm'])
    expect(offered()).toEqual(['CRM'])
    expect(choice('CRM')).toHaveProperty('checked', true)

    await click(choice('CRM'))

    expect(skills.value).toEqual([])
  })

  test('nothing is offered on a desk that knows nothing yet', () => {
    open([])

    expect(isThere('checkbox')).toBe(false)
  })
})
