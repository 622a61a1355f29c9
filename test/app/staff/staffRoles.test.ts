import { describe, expect, test } from 'vitest'
import type { DeskRole } from '#contract/session.ts'
import type { StaffView } from '#contract/desks/types.ts'
import StaffPage from '#app/staff/StaffPage.vue'
import { RefusedByServer, CutNetwork } from '../fakeServer.ts'
import { aDesk, aMember, anna, aStaff, petro, someone, uuid } from '../deskFactories.ts'
import { allByRole, byRole, click, press, server, settle, textOf } from '../harness.ts'
import { choice, isThere, openPage, rowOf, wholePage } from '../page.ts'
import type { Answers } from '../page.ts'

const list = 'Сотрудники службы поддержки'

function open(staff: Partial<StaffView> = {}, answers: Answers = {}, role: DeskRole = 'owner') {
  return openPage(StaffPage, { me: someone(role), answers: { readStaff: () => aStaff(staff), ...answers } })
}

async function chooseIn(label: string, option: string): Promise<void> {
  await press(byRole('combobox', label), 'Enter')
  await press(byRole('option', option), 'Enter')
}

describe('what each role finds on the page', () => {
  const buttons = {
    'Добавить сотрудника': ['owner'],
    'Убрать сотрудника: Пётр Сидоренко': ['owner'],
    'Настроить смены и навыки: Пётр Сидоренко': ['owner', 'lead'],
    'Отметить отсутствие: Пётр Сидоренко': ['owner', 'lead'],
    'Отметить отсутствие: Анна Ковальчук': ['owner', 'lead', 'agent'],
    'Настроить очередь': ['owner', 'lead'],
    'Подмена или отсутствие': ['owner', 'lead'],
  }

  test.each(['owner', 'lead', 'agent'] as const)('%s', async (role) => {
    await open({}, {}, role)

    const found = Object.keys(buttons).filter((name) => isThere('button', name))
    expect(found).toEqual(Object.entries(buttons).flatMap(([name, roles]) => (roles.includes(role) ? [name] : [])))
    expect(isThere('combobox', 'Роль: Пётр Сидоренко')).toBe(role === 'owner')
    // Whoever cannot change a role reads it.
    expect(textOf(rowOf(list, 'Пётр')).includes('Специалист ·')).toBe(role !== 'owner')
  })

  test('an agent may neither choose how tickets are spread nor take a turn away', async () => {
    const duty = {
      dutyId: uuid(700),
      kind: 'standIn' as const,
      person: petro,
      from: '2026-11-22T08:00:00.000Z',
      until: '2026-11-23T08:00:00.000Z',
    }
    await open({ duties: [duty] }, {}, 'agent')

    expect(allByRole('radio').every((radio) => radio.matches(':disabled'))).toBe(true)
    expect(isThere('button', /^Убрать: /)).toBe(false)
    expect(textOf(byRole('list', 'Подмены и отсутствия'))).toContain('Пётр Сидоренко')
  })

  test('an owner who is alone reads why that is not good', async () => {
    await open({ members: [aMember({ person: anna, role: 'owner' })] })

    expect(wholePage()).toContain('Пока вы один.')
  })
})

describe('an absence', () => {
  const until = '2026-11-23T09:00:00.000Z'

  test.each([
    {
      idle: 'away',
      away: { from: '2026-11-21T09:00:00.000Z', until },
      says: /Отсутствует до/,
      button: 'Снова на месте',
    },
    {
      idle: 'away',
      away: { from: '2026-11-21T09:00:00.000Z', until: null },
      says: /Отсутствует(?! до)/,
      button: 'Снова на месте',
    },
    {
      idle: null,
      away: { from: '2026-11-25T09:00:00.000Z', until: null },
      says: /На смене.*Будет отсутствовать с/,
      button: 'Снова на месте',
    },
    { idle: null, away: null, says: /На смене/, button: 'Отметить отсутствие' },
  ] as const)('$says has the button $button', async ({ idle, away, says, button }) => {
    await open({ members: [aMember({ idle, away })] })

    expect(textOf(rowOf(list, 'Пётр'))).toMatch(says)
    expect(isThere('button', `${button}: Пётр Сидоренко`)).toBe(true)
  })

  test('that was refused is said beside its colleague, and what went well before is not said any more', async () => {
    const away = { from: '2026-11-21T09:00:00.000Z', until: null }
    const members = [aMember({ person: anna, role: 'owner' }), aMember({ idle: 'away', away })]
    await open({ members }, { setStaff: () => aDesk(), setAway: () => aStaff({ members }) })
    await click(byRole('button', 'Снова на месте: Пётр Сидоренко'))
    expect(textOf(byRole('status'))).toBe('Пётр Сидоренко: снова на месте.')

    server.refuse('setAway', 'not_allowed')
    await click(byRole('button', 'Снова на месте: Пётр Сидоренко'))

    expect(textOf(rowOf(list, 'Пётр'))).toContain(textOf(byRole('alert')))
    expect(textOf(byRole('status'))).toBe('')
  })
})

describe('how tickets find their agent', () => {
  const members = [aMember({ skills: ['CRM'] })]

  test('there is nothing to save when somebody chose back what was, in whatever order', async () => {
    await open({ members, assignment: 'roundRobin', skillOf: { incident: 'CRM', serviceRequest: 'CRM' } })
    await chooseIn('Инцидент', 'Не важен')
    expect(isThere('button', 'Сохранить')).toBe(true)

    await chooseIn('Инцидент', 'CRM')

    expect(isThere('button', 'Сохранить')).toBe(false)
  })

  test('a skill that is asked for and that nobody has any more can still be chosen', async () => {
    await open({ members: [aMember()], assignment: 'roundRobin', skillOf: { incident: 'телефония' } })

    await press(byRole('combobox', 'Инцидент'), 'Enter')

    expect(allByRole('option').map(textOf)).toEqual(['Не важен', 'телефония'])
  })

  test('a refusal is said, and what was chosen stays', async () => {
    await open({ members })
    server.refuse('setAssignment', 'not_allowed')
    await click(choice(/Кто меньше занят/))

    await click(byRole('button', 'Сохранить'))

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(choice(/Кто меньше занят/)).toHaveProperty('checked', true)
  })

  test('what a colleague has saved meanwhile takes the place of what was not saved', async () => {
    const page = await open({ members })
    await click(choice(/Кто меньше занят/))
    server.on('readStaff', () => aStaff({ members, assignment: 'roundRobin' }))

    await page.receive({ type: 'changed', what: 'staff' })

    expect(choice(/По очереди/)).toHaveProperty('checked', true)
    expect(isThere('button', 'Сохранить')).toBe(false)
  })
})

describe('the rota', () => {
  const duty = {
    dutyId: uuid(700),
    kind: 'standIn' as const,
    person: petro,
    from: '2026-11-22T08:00:00.000Z',
    until: '2026-11-23T08:00:00.000Z',
  }

  test('without turns and without anybody on duty says both', async () => {
    await open()

    expect(wholePage()).toContain('Сейчас никто не дежурит.')
    expect(wholePage()).toContain('Дежурств впереди нет.')
  })

  test('a turn that could not be removed stays, with the reason', async () => {
    await open(
      { duties: [duty] },
      {
        removeDuty: () => {
          throw new RefusedByServer('not_found')
        },
      },
    )

    await click(byRole('button', /^Убрать: /))

    expect(textOf(byRole('alert'))).not.toBe('')
    expect(isThere('list', 'Подмены и отсутствия')).toBe(true)
  })
})

describe('the page', () => {
  test('that could not be read says why, and is read when it is tried again', async () => {
    await open(
      {},
      {
        readStaff: () => {
          throw new CutNetwork()
        },
      },
    )
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')
    expect(isThere('list', list)).toBe(false)

    server.on('readStaff', () => aStaff())
    await click(byRole('button', 'Повторить'))

    expect(isThere('list', list)).toBe(true)
    expect(isThere('alert')).toBe(false)
  })

  test('that is known stays while it cannot be read anew, and says that it may be old', async () => {
    const page = await open()
    server.cut('readStaff')

    await page.receive({ type: 'changed', what: 'staff' })

    expect(isThere('list', list)).toBe(true)
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')
  })

  test('the newest answer counts when two come in the wrong order', async () => {
    const older = Promise.withResolvers<StaffView>()
    const page = await open()
    server.on('readStaff', () => older.promise)
    await page.receive({ type: 'changed', what: 'staff' })
    server.on('readStaff', () => aStaff({ onDuty: petro }))

    await page.receive({ type: 'changed', what: 'staff' })
    older.resolve(aStaff({ onDuty: anna }))
    await settle()

    expect(wholePage()).toContain('Сейчас дежурит Пётр Сидоренко.')
  })
})
