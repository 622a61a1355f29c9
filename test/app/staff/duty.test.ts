import { describe, expect, test } from 'vitest'
import type { DutyRota, Shift } from '#contract/desks/duty.types.ts'
import type { StaffView } from '#contract/desks/types.ts'
import type { DeskRole } from '#contract/session.ts'
import StaffPage from '#app/staff/StaffPage.vue'
import { aMember, anna, aStaff, petro, someone, uuid } from '../deskFactories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byLabel, byRole, click, press, saying, textOf, type } from '../harness.ts'
import { isThere, openPage, wholePage, type Answers } from '../page.ts'

const irina = { userId: 7, name: 'Ирина', photo: null }
const members = [aMember({ person: anna, role: 'owner' }), aMember({ person: petro }), aMember({ person: irina })]

function open(staff: Partial<StaffView> = {}, answers: Answers = {}, role: DeskRole = 'lead') {
  const answer = () => aStaff({ members, ...staff })
  return openPage(StaffPage, { me: someone(role), answers: { readStaff: answer, ...answers }, hasNotices: true })
}

async function chooseIn(label: string, option: string): Promise<void> {
  const select = byRole('combobox', label)
  select.focus()
  await press(select, 'Enter')
  await press(byRole('option', option), 'Enter')
}

const [now, monday, nextMonday, end] = [
  '2026-11-22T09:00:00.000Z',
  '2026-11-23T06:00:00.000Z',
  '2026-11-30T06:00:00.000Z',
  '2027-01-17T09:00:00.000Z',
]
const rota: DutyRota = { version: 4, people: [anna, petro], weekday: 1, time: '09:00', confirmMinutes: 10 }
const shifts: Shift[] = [
  { from: now, until: monday, onDuty: { person: anna, why: 'week' } },
  { from: monday, until: nextMonday, onDuty: { person: irina, why: 'standIn' } },
  { from: nextMonday, until: end, onDuty: null },
]
const duty = { dutyId: uuid(700), kind: 'away' as const, person: petro, from: monday, until: nextMonday }

describe('T12 who is on duty', () => {
  test('is said with until when, and then turn by turn, also where nobody has it', async () => {
    await open({ rota, shifts, onDuty: anna })

    expect(wholePage()).toContain('Сейчас дежурит Анна Ковальчук, до')
    const rows = textOf(byRole('list', 'График дежурств'))
    expect(rows).toMatch(/Анна Ковальчук.*Ирина.*подмена.*Никто не дежурит.*с /)
  })

  test('a month is shown, and the rest when it is asked for', async () => {
    const weeks = Array.from({ length: 8 }, (_one, week): Shift => {
      const day = (count: number) => new Date(Date.parse(monday) + count * 7 * 86_400_000).toISOString()
      return { from: day(week), until: day(week + 1), onDuty: { person: anna, why: 'week' } }
    })
    await open({ rota, shifts: weeks, onDuty: anna })
    const rows = () => byRole('list', 'График дежурств').querySelectorAll('li').length
    expect(rows()).toBe(6)

    await click(byRole('button', 'Показать дальше'))

    expect(rows()).toBe(8)
    expect(wholePage()).toContain('Сейчас дежурит Анна Ковальчук.')
  })

  test('nobody, and no turns: it is said what to do, to those who may', async () => {
    await open()
    expect(wholePage()).toContain('Составьте очередь')

    await open({}, {}, 'agent')
    expect(wholePage()).not.toContain('Составьте очередь')
    expect(isThere('button', 'Настроить очередь')).toBe(false)
  })
})

describe('T12 the order', () => {
  test('is changed with buttons and saved with the version that was seen', async () => {
    const { asked } = await open({ rota, shifts, onDuty: anna }, { saveDutyRota: () => aStaff({ members, rota }) })

    await click(byRole('button', 'Настроить очередь'))
    await chooseIn('Добавить в очередь', 'Ирина')
    await click(byRole('button', 'Раньше: Ирина'))
    await click(byRole('button', 'Убрать из очереди: Анна Ковальчук'))
    await chooseIn('День передачи', 'пт')
    await type(byLabel('Время передачи'), '10:30')
    await click(byRole('button', 'Сохранить'))

    expect(asked()).toContainEqual({
      name: 'saveDutyRota',
      input: { version: 4, people: [7, 2], weekday: 5, time: '10:30', confirmMinutes: 10 },
    })
    expect(textOf(saying('status', /сохранена/))).toBe('Очередь дежурств сохранена.')
  })

  test('from which somebody was taken is put back at one click, unless it is another one by now', async () => {
    const saved = [{ ...rota, version: 5, people: [anna] }, rota]
    const { asked } = await open(
      { rota, shifts },
      { saveDutyRota: () => aStaff({ members, rota: saved.shift() ?? rota }) },
    )
    await click(byRole('button', 'Настроить очередь'))
    await click(byRole('button', 'Убрать из очереди: Пётр Сидоренко'))
    await click(byRole('button', 'Сохранить'))
    expect(wholePage()).toContain('Больше не в очереди дежурств: Пётр Сидоренко.')

    await click(byRole('button', 'Вернуть'))

    const people = [anna.userId, petro.userId]
    expect(asked()).toContainEqual({
      name: 'saveDutyRota',
      input: { version: 5, people, weekday: 1, time: '09:00', confirmMinutes: 10 },
    })
  })

  test('that somebody else has changed meanwhile is not saved over theirs', async () => {
    const refuse = () => {
      throw new RefusedByServer('rota_changed')
    }
    await open({ rota, shifts }, { saveDutyRota: refuse })

    await click(byRole('button', 'Настроить очередь'))
    await click(byRole('button', 'Сохранить'))

    expect(textOf(byRole('dialog'))).toContain('только что изменил кто-то другой')
  })

  test('the first cannot go up nor the last down, and a time that is none is said', async () => {
    const { asked } = await open({ rota, shifts })

    await click(byRole('button', 'Настроить очередь'))
    expect(byRole('button', 'Раньше: Анна Ковальчук').matches(':disabled')).toBe(true)
    expect(byRole('button', 'Позже: Пётр Сидоренко').matches(':disabled')).toBe(true)
    await type(byLabel('Время передачи'), '29:00')
    await click(byRole('button', 'Сохранить'))

    expect(textOf(byRole('dialog'))).toContain('Укажите время')
    expect(asked().map(({ name }) => name)).not.toContain('saveDutyRota')
  })
})

describe('T12 what is otherwise', () => {
  test('is listed, and goes with one click', async () => {
    const { asked } = await open({ duties: [duty], rota, shifts }, { removeDuty: () => aStaff() })
    expect(textOf(byRole('list', 'Подмены и отсутствия'))).toMatch(/Пётр Сидоренко.*Не дежурит/)

    await click(byRole('button', /^Убрать: Пётр/))

    expect(asked()).toContainEqual({ name: 'removeDuty', input: { dutyId: duty.dutyId } })
    expect(isThere('list', 'Подмены и отсутствия')).toBe(false)
  })

  test('is put back at one click, as it was and under its own id', async () => {
    const answers = { removeDuty: () => aStaff({ members }), addDuty: () => aStaff({ members, duties: [duty] }) }
    const { asked } = await open({ duties: [duty], rota, shifts }, answers)
    await click(byRole('button', /^Убрать: Пётр/))

    await click(byRole('button', 'Вернуть'))

    const { dutyId, kind, from, until } = duty
    expect(asked()).toContainEqual({ name: 'addDuty', input: { dutyId, kind, userId: petro.userId, from, until } })
    expect(isThere('list', 'Подмены и отсутствия')).toBe(true)
  })

  test.each([
    ['Дежурит вместо других', 'standIn'],
    ['Не может дежурить', 'away'],
  ])('%s is noted for somebody', async (choice, kind) => {
    const { asked } = await open({}, { addDuty: () => aStaff({ members, duties: [duty] }) })

    await click(byRole('button', 'Подмена или отсутствие'))
    await click(byRole('button', 'Сохранить'))
    expect(textOf(byRole('dialog'))).toContain('Выберите сотрудника.')
    for (const radio of allByRole('radio', choice)) await click(radio)
    await chooseIn('Кто', 'Пётр Сидоренко')
    await click(byRole('button', 'Сохранить'))

    expect(asked()).toContainEqual({
      name: 'addDuty',
      input: {
        dutyId: expect.any(String),
        kind,
        userId: 2,
        from: '2026-11-22T09:00:00.000Z',
        until: '2026-11-23T09:00:00.000Z',
      },
    })
  })
})
