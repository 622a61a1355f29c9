import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accessFieldNames, accessKinds, accessStates, fieldsOf } from '#contract/tickets/access.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { boxActions, contentOf, isLive, refuseUntil, type AccessBox } from '#server/tickets/domain/access.ts'
import { tickets } from '../tickets.ts'

const at = new Date('2026-11-23T09:00:00Z')
const later = (milliseconds: number) => new Date(at.getTime() + milliseconds)
const box = (changes: Partial<AccessBox> = {}): AccessBox => ({
  accessId: 'box',
  ticketId: 'ticket',
  kind: 'ssh',
  tool: null,
  purpose: 'x',
  until: later(1),
  state: 'given',
  asked: { side: 'desk', userId: 1, name: 'A', at },
  answered: null,
  reason: '',
  looks: 0,
  lastLook: null,
  ending: null,
  confirmed: null,
  ...changes,
})
const days = 86_400_000

describe('T9 until when', () => {
  it('from the next instant up to thirty days', () => {
    for (const wrong of [0, -1, 30 * days + 1]) {
      expect(() => refuseUntil(later(wrong), at)).toThrow(expect.objectContaining({ code: 'access_until_wrong' }))
    }
    for (const right of [1, 30 * days]) expect(() => refuseUntil(later(right), at)).not.toThrow()
  })

  it('at that very instant it is over', () => {
    expect(isLive(box({ until: later(1) }), at)).toBe(true)
    expect(isLive(box({ until: at }), at)).toBe(false)
  })
})

describe('T9 who may do what', () => {
  it('looks only whoever has the ticket, of the desk, while it is given and the ticket open', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...accessStates),
        fc.constantFrom('client' as const, 'desk' as const),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(0, 1),
        fc.constantFrom(tickets.inProgress, tickets.closed, {
          ...tickets.inProgress,
          lock: { reason: 'left_desk' as const, at },
        }),
        (state, side, isAssignee, isAdmin, left, ticket) => {
          const can = boxActions(
            box({ state, until: later(left) }),
            { side, isAssignee, isAdmin, isRunning: false },
            ticket,
            at,
          )
          const isOpen = left > 0 && ticket.status !== 'closed' && ticket.lock === null
          expect(can.includes('look')).toBe(isOpen && state === 'given' && side === 'desk' && isAssignee)
          expect(can.includes('give')).toBe(isOpen && state === 'asked' && side === 'client' && isAdmin)
          expect(can.includes('confirm')).toBe(state === 'wiped' && side === 'client')
          expect(can).not.toContain('start')
        },
      ),
    )
  })
})

/** What comes of it, or the code of the refusal. */
function answerOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error instanceof Refusal ? error.code : error
  }
}

describe('T9 what is put in', () => {
  it('is what was written, of the fields of its kind, in their order', () => {
    const content = fc.record(Object.fromEntries(accessFieldNames.map((name) => [name, fc.string({ maxLength: 5 })])), {
      requiredKeys: [],
    })
    fc.assert(
      fc.property(fc.constantFrom(...accessKinds), content, (kind, written) => {
        const tool = kind === 'remote' ? 'anydesk' : null
        const said = accessFieldNames.filter((name) => (written[name] ?? '').trim() !== '')
        const isWhole = said.length > 0 && said.every((name) => fieldsOf(kind).some((one) => one === name))
        const expected = isWhole
          ? fieldsOf(kind).flatMap((field) => (said.includes(field) ? [{ field, value: written[field] }] : []))
          : 'access_content_wrong'
        expect(answerOf(() => contentOf(kind, written, tool))).toEqual(expected)
      }),
    )
  })

  it('names the program where it is a session at a screen, and nowhere else', () => {
    expect(() => contentOf('remote', { login: '1' }, null)).toThrow('access_content_wrong')
    expect(() => contentOf('ssh', { login: '1' }, 'anydesk')).toThrow('access_content_wrong')
  })
})
