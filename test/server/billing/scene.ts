import { type Account, openAccount, type WorkTerms } from '#server/billing/domain/account.ts'
import { decide } from '#server/billing/domain/billing.ts'
import type { BillingCommand, CommandOf } from '#server/billing/domain/billingCommands.ts'
import type { BillingEvent } from '#server/billing/domain/billingEvents.ts'
import { evolve } from '#server/billing/domain/evolve.ts'
import { settle } from '#server/billing/domain/settle.ts'

/** Monday, 10:00 in Moscow. */
export const monday = new Date('2026-03-02T07:00:00Z')

export function minutes(count: number, seconds = 0): Date {
  return new Date(monday.getTime() + (count * 60 + seconds) * 1000)
}

export function days(count: number): Date {
  return minutes(count * 24 * 60)
}

export const workTerms: WorkTerms = {
  quantumMinutes: 10,
  rounding: 'interval',
  timeZone: 'Europe/Moscow',
  leastQuantaPerTicket: 0,
}

/** An account on which things happen one after another. */
export type Scene = { account: Account; events: BillingEvent[] }

export function emptyScene(limitQuanta = 0): Scene {
  return { account: openAccount(monday, limitQuanta), events: [] }
}

export function after(scene: Scene, ...commands: readonly BillingCommand[]): Scene {
  return commands.reduce((now, command) => add(now, decide(now.account, command)), scene)
}

export function settled(scene: Scene, at: Date): Scene {
  return add(scene, settle(scene.account, at))
}

export function pay(quanta: number, at: Date, said: Partial<CommandOf<'addPackage'>> = {}): BillingCommand {
  return {
    type: 'addPackage',
    at,
    packageId: 'p1',
    orderId: 'order-1',
    planCode: 'prepaid',
    quanta,
    validity: { unit: 'days', count: 30 },
    timeZone: 'Europe/Moscow',
    price: { minor: quanta * 600_00, currency: 'RUB' },
    ...said,
  }
}

export function start(intervalId: string, at: Date, said: Partial<CommandOf<'startTimer'>> = {}): BillingCommand {
  const ids = { intervalId, ticketId: `ticket of ${intervalId}`, agentId: `agent of ${intervalId}` }
  return { type: 'startTimer', at, ...ids, terms: workTerms, ...said }
}

export function stop(intervalId: string, at: Date, cause: CommandOf<'stopTimer'>['cause'] = 'agent'): BillingCommand {
  return { type: 'stopTimer', at, intervalId, cause }
}

export function adjust(packageId: string | null, quanta: number, at: Date, reason = 'Agreed by phone'): BillingCommand {
  return {
    type: 'adjust',
    at,
    packageId,
    quanta,
    reason,
    by: 'lead',
    newPackageId: `given back on ${packageId}`,
    timeZone: 'Europe/Moscow',
  }
}

/** Which quanta were taken: the minute of the scene, and who paid. */
export function taken({ events }: Scene): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'quanta.taken') return []
    const at = minuteOf(event.at)
    return event.payers.map(({ packageId }) => `${at} ${event.intervalId} ${packageId ?? 'owed'}`)
  })
}

/** Everything that happened but quanta: minute and type, so that a test reads like a log. */
export function log({ events }: Scene): string[] {
  return events
    .filter(({ type }) => type !== 'quanta.taken')
    .map((event) => {
      const detail = event.type === 'timer.stopped' ? ` ${event.intervalId} ${event.cause}` : ''
      return `${minuteOf(event.at)} ${event.type}${detail}`
    })
}

function minuteOf(at: Date): number {
  return (at.getTime() - monday.getTime()) / 60_000
}

function add({ account, events }: Scene, happened: readonly BillingEvent[]): Scene {
  return { account: happened.reduce(evolve, account), events: [...events, ...happened] }
}
