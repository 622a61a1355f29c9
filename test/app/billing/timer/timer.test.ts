import { beforeEach, describe, expect, it, vi } from 'vitest'
import RunningTimer from '#app/billing/timer/RunningTimer.vue'
import TicketTimer from '#app/billing/timer/TicketTimer.vue'
import type { AccountView } from '#contract/billing/accounts.types.ts'
import type { TimerView } from '#contract/billing/timers.types.ts'
import type { DeskRole, Me } from '#contract/session.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { aDesk } from '../../deskFactories.ts'
import { deskMe, ids, meOf, opened, summaryOf, viewOf } from '../../factories.ts'
import { RefusedByServer } from '../../fakeServer.ts'
import {
  allByRole,
  byRole,
  click,
  goOnline,
  mountInApp,
  reloadPage,
  server,
  settle,
  signIn,
  textOf,
  saying,
} from '../../harness.ts'
import { addresses, agent, anAccount, anInterval, aTimer, now } from '../factories.ts'

const by = { side: 'desk', userId: 7, name: 'Игорь Белов' } as const
const conversation = (...more: TicketEvent[]) => {
  const events = [opened(1), ...more]
  return { events, cursor: events.length, hasEarlier: false }
}
const ofAccount = {
  type: 'changed',
  what: 'billing',
  key: { deskId: ids.desk, memberId: aTimer().memberId },
} as const
const page = (): string => textOf(document.body)
const agentMe = (role: DeskRole = 'agent'): Me =>
  deskMe({ desk: { deskId: ids.desk, name: 'Поддержка', kind: 'partner', role } })

async function show(
  account: AccountView | null,
  { me = agentMe(), events = [] as TicketEvent[], status = 'inProgress' as const } = {},
) {
  if (account !== null) server.on('readAccount', () => account)
  await signIn(me)
  const side = me.desk === null ? 'client' : 'desk'
  mountInApp(TicketTimer, {
    router: addresses(),
    props: { view: viewOf({ side, summary: summaryOf({ status }) }), conversation: conversation(...events) },
  })
  await settle()
}

const desk = (changes: Partial<AccountView> = {}): AccountView => anAccount({ side: 'desk', ...changes })

beforeEach(() => {
  // This computer is five minutes behind the server.
  vi.useFakeTimers({
    now: new Date('2026-11-22T08:55:00.000Z'),
    toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
  })
})

describe('Q5 the timer in the conversation', () => {
  it('starts, and runs on by the clock of the server', async () => {
    let account = desk()
    server
      // Each answer carries the server's clock as it is then.
      .on('readAccount', () => ({ ...account, at: new Date(Date.now() + 300_000).toISOString() }))
      .on('startTimer', ({ intervalId }) => {
        const timer = aTimer({ intervalId, startedAt: now, quanta: 1 })
        account = desk({ left: 19, timers: [timer] })
        return timer
      })
    await show(null)
    expect(page()).toContain('Осталось: 20 квантов')

    const socket = goOnline()
    await click(byRole('button', 'Запустить таймер'))
    socket.push(ofAccount)
    await vi.advanceTimersByTimeAsync(65_000)
    await settle()

    expect(server.asked('startTimer')).toMatchObject([{ ticketId: ids.ticket, stopsOther: false }])
    expect(page()).toContain('Ваш таймер идёт01:05')
    expect(page()).toContain('По обращению списано: 1 квант')
  })

  it('two clicks are one start, and one that got no answer is sent again as the same', async () => {
    server.cut('startTimer')
    await show(desk())

    await Promise.all([click(byRole('button', 'Запустить таймер')), click(byRole('button', 'Запустить таймер'))])
    expect(textOf(byRole('alert'))).toContain('Нет связи')
    await click(byRole('button', 'Запустить таймер'))

    const sent = server.asked('startTimer')
    expect(sent).toHaveLength(2)
    expect(new Set(sent.map(({ intervalId }) => intervalId)).size).toBe(1)
  })

  it('a second start offers to stop the first', async () => {
    server.on('startTimer', ({ stopsOther, intervalId }) => {
      if (!stopsOther) throw new RefusedByServer('timer_running', { intervalId, ticketId: ids.otherTicket })
      return aTimer({ intervalId, startedAt: now })
    })
    await show(desk())

    await click(byRole('button', 'Запустить таймер'))
    expect(textOf(byRole('dialog'))).toContain('Одновременно может идти только один')
    await click(byRole('button', 'Остановить и начать здесь'))

    expect(server.asked('startTimer').map(({ stopsOther }) => stopsOther)).toEqual([false, true])
    expect(allByRole('dialog')).toEqual([])
  })

  it('stops and says what was taken', async () => {
    let account = desk({ timers: [aTimer()] })
    server
      .on('readAccount', () => account)
      .on('stopTimer', () => {
        account = desk({ left: 18 })
        return anInterval({ quanta: 2 })
      })
    await show(null)

    await click(byRole('button', 'Остановить таймер: Игорь Белов'))

    expect(textOf(saying('status', /./))).toBe('Таймер остановлен, списано: 2 кванта, 20 минут.')
    expect(page()).toContain('Осталось: 18 квантов')
  })

  it('an agent cannot stop a colleague, a lead can', async () => {
    const colleague = aTimer({ agent: { ...agent, userId: 8, name: 'Ольга Ким' } })
    await show(desk({ timers: [colleague] }))
    expect(allByRole('button', /Остановить/)).toEqual([])

    await reloadPage()
    await show(desk({ timers: [colleague] }), { me: agentMe('lead') })
    expect(allByRole('button', 'Остановить таймер: Ольга Ким')).toHaveLength(1)
  })

  it('Q7 without quanta no timer starts, and the desk reads why', async () => {
    await show(desk({ left: 0, interruptedSince: '2026-11-22T07:00:00.000Z', awaits: 'usedUp' }))

    expect(byRole('button', 'Запустить таймер')).toHaveProperty('disabled', true)
    expect(textOf(saying('status', /./))).toContain('ждёт оплаты')
  })

  it('is no part of a desk that sells nothing, and says so where nothing was bought yet', async () => {
    const nothing = desk({ packages: [], entries: 0, left: 0, total: 0 })
    server.on('readDesk', () => aDesk({ plans: [] }))
    await show(nothing)
    expect(page()).toBe('')

    await reloadPage()
    server.on('readDesk', () => aDesk())
    await show(nothing)
    expect(page()).toContain('Клиент ещё не покупал кванты')
  })
})

describe('Q11 still working?', () => {
  const question = { askedAt: now, stopsAt: '2026-11-22T09:05:00.000Z', why: 'idle' } as const

  it('is asked with the instant at which the timer stops, and answered with a button', async () => {
    let account = desk({ timers: [aTimer({ question })] })
    server
      .on('readAccount', () => account)
      .on('answerTimer', () => {
        account = desk({ timers: [aTimer()] })
        return aTimer()
      })
    await show(null)
    expect(textOf(byRole('alert'))).toMatch(/Вы ещё работаете\?.*Таймер остановится в \d\d:05/)

    await click(byRole('button', 'Да, работаю'))

    expect(server.asked('answerTimer')).toEqual([{ intervalId: aTimer().intervalId }])
    expect(allByRole('alert')).toEqual([])
  })

  it('an answer that comes too late reads why', async () => {
    server.refuse('answerTimer', 'timer_not_running')
    await show(desk({ timers: [aTimer({ question })] }))

    await click(byRole('button', 'Да, работаю'))

    expect(page()).toContain('Этот таймер уже остановлен')
  })
})

describe('the client', () => {
  it('sees that a timer runs and what was taken, and has no buttons', async () => {
    const stopped = {
      type: 'timer.stopped',
      seq: 2,
      at: now,
      by,
      intervalId: 'x',
      cause: 'agent',
      quanta: 3,
      quantumMinutes: 10,
    } as const
    await show(anAccount({ timers: [aTimer()] }), { me: meOf(), events: [stopped] })

    expect(page()).toContain('Игорь Белов работает над обращением12:05')
    expect(page()).toContain('По обращению списано: 5 квантов')
    expect(allByRole('button')).toEqual([])
    expect(byRole('link', /Баланс/).getAttribute('href')).toContain(ids.desk)
  })

  it('Q7 reads that work waits for payment, and the way on', async () => {
    await show(anAccount({ left: 0, interruptedSince: '2026-11-22T07:00:00.000Z', awaits: 'usedUp' }), { me: meOf() })

    expect(textOf(saying('status', /./))).toContain('Писать сюда можно')
    expect(byRole('link', 'Выбрать тариф')).toBeTruthy()
  })

  it('Q12 reads that what may be owed has reached its limit, and where to pay it', async () => {
    const standing = {
      left: 0,
      owed: 4,
      limitQuanta: 4,
      interruptedSince: '2026-11-22T07:00:00.000Z',
      awaits: 'owing',
    } as const
    await show(anAccount(standing), { me: meOf() })
    expect(textOf(saying('status', /./))).toContain('Предел к оплате достигнут')
    expect(byRole('link', 'К оплате').getAttribute('href')).toContain('balance')
    await reloadPage()

    await show(desk(standing))

    expect(textOf(saying('status', /./))).toContain('когда клиент оплатит то, что накопилось')
  })

  it('sees a timer that somebody starts by itself', async () => {
    let account = anAccount()
    server.on('readAccount', () => account)
    await show(null, { me: meOf() })
    const socket = goOnline()

    account = anAccount({ timers: [aTimer()] })
    socket.push(ofAccount)
    await settle()

    expect(page()).toContain('Игорь Белов работает над обращением')
  })
})

describe('the running timer above the pages of the desk', () => {
  async function bar(timer: TimerView | null, openTicketId = '') {
    server.on('readOwnTimer', () => ({ timer }))
    await signIn(agentMe())
    mountInApp(RunningTimer, { router: addresses(), props: { openTicketId } })
    await settle()
  }

  it('stays while another page is open, leads to its ticket and stops', async () => {
    server.on('stopTimer', () => anInterval())
    await bar(aTimer())

    expect(textOf(byRole('region', 'Ваш таймер идёт'))).toContain('12:05')
    expect(byRole('link', 'Открыть OP-1042').getAttribute('href')).toContain(ids.ticket)
    await click(byRole('button', 'Остановить таймер: OP-1042'))

    expect(allByRole('region', 'Ваш таймер идёт')).toEqual([])
  })

  it('is not there where its own ticket is open, nor where none runs', async () => {
    await bar(aTimer(), ids.ticket)
    expect(page()).toBe('')

    await reloadPage()
    await bar(null)
    expect(page()).toBe('')
  })

  it('Q11 asks there, too, and is read anew for its own client alone', async () => {
    let timer = aTimer()
    await bar(timer)
    const socket = goOnline()
    const stopsAt = '2026-11-22T09:05:00.000Z'
    timer = aTimer({ question: { askedAt: now, stopsAt, why: 'dayEnds' } })
    server.on('readOwnTimer', () => ({ timer }))

    socket.push({ type: 'changed', what: 'billing', key: { deskId: ids.desk, memberId: 'another' } })
    await settle()
    expect(allByRole('alert')).toEqual([])
    socket.push({ type: 'changed', what: 'billing', key: { deskId: ids.desk, memberId: null } })
    await settle()

    expect(textOf(byRole('alert'))).toContain('Рабочий день заканчивается')
  })
})
