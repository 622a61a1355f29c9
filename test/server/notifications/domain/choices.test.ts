import { describe, expect, it } from 'vitest'
import {
  cellOf,
  clientReaderKinds,
  deskReaderKinds,
  notificationChannels,
  notificationTable,
  notifiedEvents,
  rowOf,
  type NotifiedEvent,
  type ReaderKind,
} from '#contract/notifications/table.types.ts'
import { notifiedEventTexts } from '#contract/notifications/events.texts.ts'
import { languages } from '#contract/common.ts'
import {
  clientKinds,
  deskKinds,
  isWanted,
  keyOfChoice,
  mayChoose,
  ownRows,
  scopeOf,
  sideOf,
} from '#server/notifications/domain/choices.ts'

const nothing = new Map<string, boolean>()
const kinds: readonly ReaderKind[] = [...clientReaderKinds, ...deskReaderKinds]
const everyCell = notifiedEvents.flatMap((event) =>
  kinds.flatMap((as) => notificationChannels.map((channel) => ({ event, as, channel }))),
)
const chosen = ({ event, as, channel }: (typeof everyCell)[number], isOn: boolean) =>
  new Map([[keyOfChoice({ side: sideOf(as), event, scope: scopeOf(as), channel }), isOn]])

describe('D4 the table: every event × person × channel', () => {
  it.each(everyCell)('$event to $as by $channel: as the table says, as the person chooses, or not at all', (cell) => {
    const usual = cellOf(cell.event, cell.as, cell.channel)
    const [on, off] = [isWanted(chosen(cell, true), cell), isWanted(chosen(cell, false), cell)]

    expect(isWanted(nothing, cell)).toBe(usual === 'on' || usual === 'always')
    expect([on, off]).toEqual(usual === null ? [false, false] : [true, usual === 'always'])
  })

  it.each(notifiedEvents)('%s tells somebody, has words in each language, and a reason for what is fixed', (event) => {
    const cells = everyCell.filter((one) => one.event === event && cellOf(event, one.as, one.channel) !== null)
    const isFixed = cells.some(({ as, channel }) => cellOf(event, as, channel) === 'always')

    expect(cells).not.toEqual([])
    for (const language of languages) expect(notifiedEventTexts.texts[language][event]).toMatch(/\S/)
    expect(rowOf(event).because !== undefined).toBe(isFixed)
  })

  it('what was sent before there were choices goes on in Bitrix24 unless somebody switches it off', () => {
    const dumb = everyCell.filter(
      ({ event, as, channel }) => channel === 'bitrix24' && cellOf(event, as, channel) === 'off',
    )

    expect(dumb).toEqual([])
  })

  it('a code is in no letter and on no page', () => {
    for (const event of ['code.sent', 'code.waits'] as const satisfies NotifiedEvent[]) {
      expect(Object.values(notificationTable[event].client).flatMap((ways) => Object.keys(ways))).not.toContain('mail')
    }
  })
})

describe('D4 what a person chooses', () => {
  it('of own tickets is apart from the others', () => {
    const choices = new Map([
      [keyOfChoice({ side: 'client', event: 'ticket.answered', scope: 'own', channel: 'bitrix24' }), false],
    ])
    const wants = (as: ReaderKind) => isWanted(choices, { event: 'ticket.answered', as, channel: 'bitrix24' })

    expect([wants('opener'), wants('admin')]).toEqual([false, true])
  })

  it('as a client says nothing of the same event at the desk', () => {
    const choices = new Map([
      [keyOfChoice({ side: 'client', event: 'order.placed', scope: 'any', channel: 'bitrix24' }), false],
    ])
    const wants = (as: ReaderKind) => isWanted(choices, { event: 'order.placed', as, channel: 'bitrix24' })

    expect([wants('admin'), wants('owner')]).toEqual([false, true])
  })

  it('may be what they are told and what can be switched off, and nothing else', () => {
    const choice = { side: 'desk', scope: 'any', channel: 'bitrix24' } as const

    expect(mayChoose(deskKinds('agent'), { ...choice, event: 'dispute.opened' })).toBe(false)
    expect(mayChoose(deskKinds('lead'), { ...choice, event: 'dispute.opened' })).toBe(true)
    expect(mayChoose(deskKinds('agent'), { ...choice, event: 'sla.alarm' })).toBe(false)
    expect(mayChoose(deskKinds('agent'), { ...choice, event: 'sla.alarm', channel: 'mail' })).toBe(true)
    expect(mayChoose(deskKinds('owner'), { ...choice, side: 'client', event: 'order.placed' })).toBe(false)
  })

  it('is shown by event, own tickets first; who is told as several things has one row', () => {
    const ofOwner = ownRows(nothing, deskKinds('owner'))
    const rows = ofOwner.map(({ event, scope }) => `${event} ${scope}`)

    expect(new Set(rows).size).toBe(rows.length)
    expect(rows.slice(0, 2)).toEqual(['ticket.written own', 'ticket.written any'])
    expect(ownRows(nothing, clientKinds('integrator')).map(({ event }) => event)).not.toContain('code.sent')
    expect(ofOwner.find(({ event }) => event === 'timer.asked')).toEqual({
      event: 'timer.asked',
      scope: 'own',
      isSplit: false,
      cells: { bitrix24: 'always', mail: 'never', browser: 'on' },
      because: 'timer',
    })
  })
})
