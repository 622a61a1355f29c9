import { beforeEach, describe, expect, test, vi } from 'vitest'
import IntervalRow from '#app/billing/account/IntervalRow.vue'
import type { IntervalView } from '#contract/billing/timers.types.ts'
import { byRole, click, mountPage, settle, textOf } from '../../harness.ts'
import { isThere } from '../../page.ts'
import { anInterval } from '../factories.ts'

const page = (): string => textOf(document.body).replaceAll(/\s/g, ' ')
const asked: string[] = []

async function show(changes: Partial<IntervalView>, rights = { canDispute: true, canAnswer: false }): Promise<void> {
  asked.length = 0
  const heard = { onDispute: () => asked.push('dispute'), onAnswer: () => asked.push('answer') }
  mountPage(IntervalRow, { props: { interval: anInterval(changes), ...rights, ...heard } })
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00.000Z'), toFake: ['Date'] })
})

test.each<{ stopCause: IntervalView['stopCause']; says: string }>([
  { stopCause: 'exhausted', says: 'закончились кванты' },
  { stopCause: 'agent', says: 'остановил специалист' },
  { stopCause: 'ticketEnded', says: 'обращение завершено' },
  { stopCause: 'locked', says: 'обращение закрыто для записи' },
  { stopCause: 'noAnswer', says: 'специалист не ответил, что работает' },
  { stopCause: 'dayEnded', says: 'закончился рабочий день' },
])('Q5 work that has ended says why: $says', async ({ stopCause, says }) => {
  await show({ stopCause })

  expect(page()).toContain(`Обращение OP-1042. Игорь Белов, ${says}`)
})

test('Q5 work says from when to when, how long, and what it took', async () => {
  await show({})

  expect(page()).toMatch(/\d\d:00 – \d\d:10, .*10.*1/)
  expect(page()).toContain('2 кванта')
})

test('Q5 work that goes on says since when', async () => {
  await show({ stoppedAt: null, stopCause: null, disputableUntil: null })

  expect(page()).toContain('Начата ')
  expect(page()).toContain('Игорь Белов, идёт сейчас')
})

describe('Q10 a dispute', () => {
  const dispute = {
    disputeId: '01a00000-0000-7000-8000-000000000030',
    openedAt: '2026-11-21T09:00:00.000Z',
    openedBy: 'Анна Орлова',
    reason: 'Звонок длился минуту.\nСписано два кванта.',
    answer: null,
  }
  const answer = { by: 'Пётр', at: '2026-11-21T12:00:00.000Z', text: 'Вы правы', givenBack: 2 }

  test.each([
    { says: 'can be opened in time', changes: {}, canDispute: true, isPossible: true },
    { says: 'cannot be opened late', changes: { disputableUntil: null }, canDispute: true, isPossible: false },
    { says: 'cannot be opened by others', changes: {}, canDispute: false, isPossible: false },
    { says: 'cannot be opened twice', changes: { dispute }, canDispute: true, isPossible: false },
  ])('$says', async ({ changes, canDispute, isPossible }) => {
    await show(changes, { canDispute, canAnswer: false })

    expect(isThere('button', /^Оспорить работу .*, обращение OP-1042$/)).toBe(isPossible)
    expect(page().includes('Оспорить можно до 4 декабря')).toBe(isPossible)
  })

  test('is asked for with its button', async () => {
    await show({})

    await click(byRole('button', /^Оспорить работу/))

    expect(asked).toEqual(['dispute'])
  })

  test.each([
    { canAnswer: true, says: '' },
    { canAnswer: false, says: 'Ждёт ответа руководителя поддержки' },
  ])('that waits can be answered by whoever may: $canAnswer', async ({ canAnswer, says }) => {
    await show({ dispute }, { canDispute: false, canAnswer })

    expect(page()).toMatch(/Анна Орлова, .*: Звонок длился минуту\. Списано два кванта\./)
    expect(page()).toContain(says)
    expect(isThere('button', 'Ответить на возражение, обращение OP-1042')).toBe(canAnswer)
  })

  test.each([
    { givenBack: 0, says: 'Списание оставили' },
    { givenBack: 1, says: 'Вернули: 1 квант' },
    { givenBack: 2, says: 'Вернули: 2 кванта' },
  ])('that was answered says what came back: $says', async ({ givenBack, says }) => {
    await show({ dispute: { ...dispute, answer: { ...answer, givenBack } } }, { canDispute: true, canAnswer: true })

    expect(page()).toMatch(/Ответ: Пётр, .*: Вы правы/)
    expect(page()).toContain(says)
    expect(isThere('button')).toBe(false)
  })
})
