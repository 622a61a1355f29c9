import { describe, expect, test } from 'vitest'
import type { DeskRole } from '#contract/session.ts'
import type { StaffView } from '#contract/desks/types.ts'
import { useDeskStore } from '#app/staff/deskStore.ts'
import StaffPage from '#app/staff/StaffPage.vue'
import { RefusedByServer } from '../fakeServer.ts'
import { byLabel, byRole, click, press, settle, textOf, type } from '../harness.ts'
import { aDesk, aMember, anna, aStaff, ownKinds, petro, someone, uuid } from '../deskFactories.ts'
import { choice, isThere, openPage, rowOf, wholePage } from '../page.ts'
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
    const [, until] = document.querySelectorAll<HTMLInputElement>('input[type=datetime-local]')
    if (until === undefined) throw new Error('no field for the end')
    await type(until, '2026-11-20T09:00')
    await click(byRole('button', 'Отметить'))

    expect(textOf(byRole('dialog'))).toContain('Конец должен быть позже начала')
    expect(asked().map(({ name }) => name)).not.toContain('setAway')
  })

  test('whoever is back says so with one click', async () => {
    const away = { from: '2026-11-21T09:00:00.000Z', until: null }
    const { asked } = await open({ members: [aMember({ idle: 'away', away })] }, { setAway: () => aStaff() })

    await click(byRole('button', 'Снова на месте: Пётр Сидоренко'))

    expect(asked()).toContainEqual({ name: 'setAway', input: { userId: 2, away: null } })
  })
})

describe('D1 skills and shifts', () => {
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

describe('T12 the rota', () => {
  const duty = { dutyId: uuid(700), person: petro, from: '2026-11-22T08:00:00.000Z', until: '2026-11-23T08:00:00.000Z' }

  test('says who is on duty now, and a turn goes with one click', async () => {
    const { asked } = await open({ duties: [duty], onDuty: petro }, { removeDuty: () => aStaff() })
    expect(wholePage()).toContain('Сейчас дежурит Пётр Сидоренко.')

    await click(byRole('button', /^Убрать дежурство: Пётр/))

    expect(asked()).toContainEqual({ name: 'removeDuty', input: { dutyId: duty.dutyId } })
    expect(wholePage()).toContain('Дежурств впереди нет.')
  })

  test('a turn is added for somebody', async () => {
    const { asked } = await open({}, { addDuty: () => aStaff({ duties: [duty] }) })

    await click(byRole('button', 'Добавить дежурство'))
    await click(byRole('button', 'Сохранить'))
    expect(textOf(byRole('dialog'))).toContain('Выберите сотрудника.')
    await chooseIn('Кто дежурит', 'Пётр Сидоренко')
    await click(byRole('button', 'Сохранить'))

    expect(asked()).toContainEqual({
      name: 'addDuty',
      input: {
        dutyId: expect.any(String),
        userId: 2,
        from: '2026-11-22T09:00:00.000Z',
        until: '2026-11-23T09:00:00.000Z',
      },
    })
  })
})
