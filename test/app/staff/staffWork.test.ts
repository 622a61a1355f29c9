import { describe, expect, test } from 'vitest'
import type { DeskRole } from '#contract/session.ts'
import type { StaffView } from '#contract/desks/types.ts'
import { useDeskStore } from '#app/staff/deskStore.ts'
import StaffPage from '#app/staff/StaffPage.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, press, settle, textOf, type } from '../harness.ts'
import { aDesk, aMember, anna, aStaff, ownKinds, someone } from '../deskFactories.ts'
import { choice, isThere, openPage, rowOf } from '../page.ts'
import type { Answers } from '../page.ts'

const list = 'Сотрудники службы поддержки'

function open(staff: Partial<StaffView> = {}, answers: Answers = {}, role: DeskRole = 'lead') {
  return openPage(StaffPage, { me: someone(role), answers: { readStaff: () => aStaff(staff), ...answers } })
}

async function chooseIn(label: string, option: string): Promise<void> {
  const select = byRole('combobox', label)
  select.focus()
  await press(select, 'Enter')
  await press(byRole('option', option), 'Enter')
}

describe('S7 who gets tickets now', () => {
  test('is said of everybody, with what they can do', async () => {
    const away = { from: '2026-11-21T09:00:00.000Z', until: '2026-11-23T09:00:00.000Z' }
    await open({
      members: [
        aMember({ person: anna, skills: ['CRM', 'телефония'], openTickets: 3 }),
        aMember({ idle: 'away', away }),
        aMember({ person: { userId: 7, name: 'Ирина', photo: null }, idle: 'offShift' }),
        aMember({ person: { userId: 8, name: 'Олег', photo: null }, idle: 'getsNone' }),
      ],
    })

    expect(textOf(rowOf(list, 'Анна'))).toMatch(/На смене.*3 обращения в работе.*CRM, телефония/)
    expect(textOf(rowOf(list, 'Пётр'))).toContain('Отсутствует до')
    expect(textOf(rowOf(list, 'Ирина'))).toContain('Не на смене')
    expect(textOf(rowOf(list, 'Олег'))).toContain('Не получает обращений')
  })

  test('an agent notes their own absence alone, and arranges nobody', async () => {
    const { asked } = await open({}, { setAway: () => aStaff() }, 'agent')
    expect(isThere('button', 'Отметить отсутствие: Пётр Сидоренко')).toBe(false)
    expect(isThere('button', /Настроить смены/)).toBe(false)
    expect(choice(/По очереди/).matches(':disabled')).toBe(true)

    await click(byRole('button', 'Отметить отсутствие: Анна Ковальчук'))
    await click(byRole('button', 'Отметить'))

    const at = new Date('2026-11-22T09:00:00.000Z').toISOString()
    expect(asked()).toContainEqual({ name: 'setAway', input: { userId: 1, away: { from: at, until: null } } })
    expect(textOf(byRole('status'))).toBe('Анна Ковальчук: отсутствие отмечено.')
  })

  test('an end before the start is said before anybody is asked', async () => {
    const { asked } = await open()

    await click(byRole('button', 'Отметить отсутствие: Пётр Сидоренко'))
    await type(byLabel('По'), '20.11.2026')
    await type(byLabel('По: время'), '9:00')
    await click(byRole('button', 'Отметить'))

    expect(textOf(byRole('dialog'))).toContain('Конец должен быть позже начала')
    expect(asked().map(({ name }) => name)).not.toContain('setAway')
  })

  test.each([
    ['31.02.2027', '9:00'],
    ['', '18:00'],
    ['30.11.2026', ''],
    ['30.11.2026', '25:00'],
  ])('an end that cannot be read ("%s", "%s") does not become an absence without an end', async (date, time) => {
    const { asked } = await open()

    await click(byRole('button', 'Отметить отсутствие: Пётр Сидоренко'))
    await type(byLabel('По'), date)
    await type(byLabel('По: время'), time)
    await click(byRole('button', 'Отметить'))

    expect(textOf(byRole('dialog'))).toContain('Укажите дату и время полностью')
    expect(asked().map(({ name }) => name)).not.toContain('setAway')
  })

  test('both ends are typed in the order of the language of the page', async () => {
    const { asked } = await open({}, { setAway: () => aStaff() })

    await click(byRole('button', 'Отметить отсутствие: Пётр Сидоренко'))
    await type(byLabel('С'), '01.12.2026')
    await type(byLabel('С: время'), '930')
    await type(byLabel('По'), '02.12.2026')
    await type(byLabel('По: время'), '18')
    await click(byRole('button', 'Отметить'))

    const away = {
      from: new Date('2026-12-01T09:30').toISOString(),
      until: new Date('2026-12-02T18:00').toISOString(),
    }
    expect(asked()).toContainEqual({ name: 'setAway', input: { userId: 2, away } })
  })

  test('whoever is back says so with one click', async () => {
    const away = { from: '2026-11-21T09:00:00.000Z', until: null }
    const { asked } = await open({ members: [aMember({ idle: 'away', away })] }, { setAway: () => aStaff() })

    await click(byRole('button', 'Снова на месте: Пётр Сидоренко'))

    expect(asked()).toContainEqual({ name: 'setAway', input: { userId: 2, away: null } })
  })
})

describe('D1 skills and shifts', () => {
  test('a shift keeps its time until another one can be read, and has it to midnight', async () => {
    const { asked } = await open({ members: [aMember()] }, { updateStaffMember: () => aStaff() })
    await click(byRole('button', 'Настроить смены и навыки: Пётр Сидоренко'))
    await click(byRole('switch', 'Свои смены'))

    await type(byLabel('пн, начало'), 'утром')
    await type(byLabel('пн, конец'), '0:00')
    await type(byLabel('вт, начало'), '8.30')
    await click(byRole('button', 'Сохранить'))

    const input = asked().find(({ name }) => name === 'updateStaffMember')?.input
    expect(input).toMatchObject({ shifts: { 1: [['09:00', '24:00']], 2: [['08:30', '18:00']] } })
  })

  test('are arranged in one dialog', async () => {
    const { asked } = await open({ members: [aMember({ skills: ['CRM'] })] }, { updateStaffMember: () => aStaff() })

    await click(byRole('button', 'Настроить смены и навыки: Пётр Сидоренко'))
    await type(byLabel('Новый навык'), 'телефония')
    await press(byLabel('Новый навык'), 'Enter')
    await click(choice('CRM'))
    await click(byRole('switch', 'Свои смены'))
    await click(byRole('button', /^Убрать время: пн/))
    await click(byRole('button', /^Добавить время: сб/))
    await click(byRole('button', 'Сохранить'))

    const week = [['09:00', '18:00']]
    expect(asked()).toContainEqual({
      name: 'updateStaffMember',
      input: {
        userId: 2,
        getsTickets: true,
        skills: ['телефония'],
        shifts: { 1: [], 2: week, 3: week, 4: week, 5: week, 6: week, 7: [] },
      },
    })
  })

  test('a refusal stands in the dialog, and nothing typed is lost', async () => {
    await open(
      {},
      {
        updateStaffMember: () => {
          throw new RefusedByServer('shifts_invalid')
        },
      },
    )

    await click(byRole('button', 'Настроить смены и навыки: Пётр Сидоренко'))
    await click(byRole('switch', 'Получает обращения автоматически'))
    await click(byRole('button', 'Сохранить'))

    expect(textOf(byRole('dialog'))).toContain('Проверьте смены')
    expect(byRole('switch', 'Получает обращения автоматически').getAttribute('aria-checked')).toBe('false')
  })
})

test('S7 how tickets find their agent is chosen, with a skill for a category', async () => {
  const members = [aMember({ skills: ['телефония'] })]
  const { asked } = await open({ members }, { setAssignment: (input) => aStaff({ members, ...input }) })
  expect(isThere('button', 'Сохранить')).toBe(false)

  await click(choice(/По очереди/))
  await chooseIn('Инцидент', 'телефония')
  await click(byRole('button', 'Сохранить'))

  expect(asked()).toContainEqual({
    name: 'setAssignment',
    input: { assignment: 'roundRobin', skillOf: { incident: 'телефония' } },
  })
  expect(textOf(byRole('status'))).toBe('Распределение сохранено.')
  expect(isThere('button', 'Сохранить')).toBe(false)
})

test('T3 categories that ask for a skill are called as the regulation calls them', async () => {
  await open(
    { members: [aMember({ skills: ['телефония'] })], assignment: 'roundRobin' },
    { readDesk: () => aDesk({ kinds: ownKinds }) },
  )
  await useDeskStore().read()
  await settle()

  expect(isThere('combobox', 'Авария')).toBe(true)
  expect(isThere('combobox', 'Инцидент')).toBe(false)
  expect(isThere('combobox', 'Запрос информации')).toBe(true)
})
