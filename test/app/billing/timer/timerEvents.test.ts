import { expect, it } from 'vitest'
import SystemLine from '#app/tickets/SystemLine.vue'
import { mountPage, textOf } from '../../harness.ts'
import { now } from '../factories.ts'

const by = { side: 'desk', userId: 7, name: 'Игорь Белов' } as const
const page = (): string => textOf(document.body)

it.each([
  [{ type: 'timer.started', intervalId: 'x' }, 'Игорь Белов: работа началась, таймер идёт'],
  [
    { type: 'timer.stopped', intervalId: 'x', cause: 'agent', quanta: 2, quantumMinutes: 10 },
    'остановлена. Списано: 2 кванта, 20 минут',
  ],
  [
    { type: 'timer.stopped', intervalId: 'x', cause: 'agent', quanta: 2, quantumMinutes: 30 },
    'Списано: 2 кванта, 1 час',
  ],
  [{ type: 'timer.stopped', intervalId: 'x', cause: 'agent', quanta: 3, quantumMinutes: null }, '3 кванта, 30 минут'],
  [
    { type: 'timer.stopped', intervalId: 'x', cause: 'exhausted', quanta: 1, quantumMinutes: 10 },
    'Квантов больше нет, таймер',
  ],
  [
    { type: 'timer.stopped', intervalId: 'x', cause: 'noAnswer', quanta: 7, quantumMinutes: 10 },
    'не подтвердил, что работает',
  ],
  [{ type: 'ticket.awaitingPayment', why: 'usedUp' }, 'работа и сроки стоят до оплаты'],
  [{ type: 'ticket.awaitingPayment', why: 'owing' }, 'Предел к оплате достигнут: работа и сроки стоят'],
  [{ type: 'ticket.awaitingPayment', why: 'nothingBought' }, 'Работа и сроки начнутся с первой оплатой'],
  [{ type: 'ticket.awaitingPayment', why: 'belowLeast' }, 'Квантов осталось меньше, чем списывается'],
  [{ type: 'ticket.paid' }, 'Ждать оплаты больше не нужно'],
] as const)('the conversation says %j', (event, words) => {
  const inTicket = { side: 'client', titles: null, quantumMinutes: 10 } as const
  mountPage(SystemLine, { props: { ...inTicket, event: { ...event, seq: 2, at: now, by } } })

  expect(page()).toContain(words)
})
