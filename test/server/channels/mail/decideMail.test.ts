import { describe, expect, it } from 'vitest'
import { decideMail } from '#server/channels/mail/domain/decideMail.ts'
import type { DecideMailInput, MailSender } from '#server/channels/mail/domain/decideMail.types.ts'
import { findTicket } from '#server/channels/mail/domain/findTicket.ts'

const anna = 'anna@client.example'
const ticket = { portal: 'p1', ownerAddress: 'boss@client.example' }
const admin: MailSender = { portal: 'p1', role: 'admin', isActive: true, mailIsOfficial: true }
type Input = DecideMailInput<typeof ticket>

function decide(change: Partial<Omit<Input, 'mail'>> & Partial<Input['mail']>) {
  const { kind = 'human', verdict = 'proven', from = anna, mayAnswer = true, ...rest } = change
  return decideMail({
    found: { ticket, by: 'subject' },
    senders: [admin],
    isStaff: false,
    staffByMail: true,
    ...rest,
    mail: { kind, verdict, from, mayAnswer },
  })
}

const found = (by: 'token' | 'reference' | 'marker' | 'subject') => ({ ticket, by })

describe('a mail that finds a ticket', () => {
  it.each([
    ['of an admin of its portal', {}, true],
    ['of an integrator', { senders: [{ ...admin, role: 'integrator' as const }] }, true],
    ['of a machine that has an account', { kind: 'machine' as const }, true],
    ['of an admin where mail is no channel any more (E6)', { senders: [{ ...admin, mailIsOfficial: false }] }, true],
    ['of its owner, unproven', { verdict: 'unproven' as const, from: 'boss@client.example' }, true],
    ['of a colleague, unproven', { verdict: 'unproven' as const }, false],
    ['of an employee', { senders: [{ ...admin, role: 'employee' as const }] }, false],
    ['of somebody who has left', { senders: [{ ...admin, isActive: false }] }, false],
    [
      'of its owner, unproven, who has left',
      { verdict: 'unproven' as const, from: 'boss@client.example', senders: [{ ...admin, isActive: false }] },
      false,
    ],
    ['of another portal', { senders: [{ ...admin, portal: 'p2' }] }, false],
    ['of a stranger', { senders: [] }, false],
    ['of nobody in particular', { from: null, verdict: 'unproven' as const }, false],
    ['that is forged', { verdict: 'forged' as const }, false],
    ['of staff, by the token', { senders: [], isStaff: true, found: found('token') }, true],
    ['of staff, by a reference', { senders: [], isStaff: true, found: found('reference') }, false],
    ['of staff, unproven', { senders: [], isStaff: true, found: found('token'), verdict: 'unproven' as const }, false],
    ['of staff, where that is off', { senders: [], isStaff: true, found: found('token'), staffByMail: false }, false],
    ['of an automatic answer', { kind: 'auto' as const }, false],
    ['of a list', { kind: 'bulk' as const }, false],
    ['of our own', { kind: 'own' as const, found: found('token') }, false],
    ['that is a bounce', { kind: 'bounce' as const, found: found('token') }, false],
  ])('%s: is its text a message there?', (_, change, appends) => {
    expect(decide(change).effect === 'append').toBe(appends)
  })

  it('is marked where nobody has proven it', () => {
    expect(decide({ verdict: 'unproven', from: 'boss@client.example' })).toMatchObject({
      effect: 'append',
      as: 'client',
      isProven: false,
    })
  })

  it('which is not the writer’s becomes a ticket of the writer, that is linked', () => {
    expect(decide({ senders: [{ ...admin, portal: 'p2' }] })).toEqual({
      effect: 'newTicket',
      portals: ['p2'],
      isProven: true,
      linked: ticket,
      mayAnswer: true,
    })
  })
})

describe('a mail that finds none', () => {
  it.each([
    ['of a stranger', { senders: [] }, { effect: 'refuse', reason: 'unknownSender', mayAnswer: true }],
    [
      'of somebody who has left',
      { senders: [{ ...admin, isActive: false }] },
      { effect: 'refuse', reason: 'inactive' },
    ],
    [
      'of an employee',
      { senders: [{ ...admin, role: 'employee' as const }] },
      { effect: 'refuse', reason: 'mayNotWrite' },
    ],
    [
      'where mail is no channel (E6)',
      { senders: [{ ...admin, mailIsOfficial: false }] },
      { effect: 'refuse', reason: 'notOfficial' },
    ],
    [
      'of two senders',
      { from: null, mayAnswer: false },
      { effect: 'refuse', reason: 'noSingleSender', mayAnswer: false },
    ],
    ['of staff', { senders: [], isStaff: true }, { effect: 'refuse', reason: 'staffWithoutToken' }],
    ['of a machine', { kind: 'machine' as const, senders: [] }, { effect: 'log', reason: 'machine' }],
    ['that is forged', { verdict: 'forged' as const }, { effect: 'log', reason: 'forged' }],
    [
      'that is forged by a machine',
      { verdict: 'forged' as const, kind: 'bulk' as const },
      { effect: 'log', reason: 'forged' },
    ],
    ['of a list', { kind: 'bulk' as const }, { effect: 'log', reason: 'bulk' }],
    ['of an automatic answer', { kind: 'auto' as const }, { effect: 'log', reason: 'automatic' }],
    ['of our own', { kind: 'own' as const }, { effect: 'drop' }],
    ['unproven', { verdict: 'unproven' as const }, { effect: 'newTicket', isProven: false, linked: null }],
    [
      'of somebody with two portals',
      { senders: [admin, { ...admin, portal: 'p2' }] },
      { effect: 'newTicket', portals: ['p1', 'p2'] },
    ],
    ['of a machine with an account', { kind: 'machine' as const }, { effect: 'newTicket', mayAnswer: false }],
  ])('%s', (_, change, decision) => {
    expect(decide({ found: null, ...change })).toMatchObject(decision)
  })
})

describe('an automatic answer is a quiet line', () => {
  it.each([
    [
      'of a person of the portal, by a reference',
      { found: found('reference'), verdict: 'unproven' as const },
      'quietLine',
    ],
    ['of a person of the portal, by a proven number', {}, 'quietLine'],
    ['not by a number that anybody may write', { verdict: 'unproven' as const }, 'log'],
    ['not of a stranger', { found: found('reference'), senders: [] }, 'log'],
  ])('%s', (_, change, effect) => {
    expect(decide({ kind: 'auto', ...change }).effect).toBe(effect)
  })
})

describe('a bounce belongs to a ticket', () => {
  it('by a token or an id of ours, never by what else it says', () => {
    expect(decide({ kind: 'bounce', found: found('token') })).toEqual({ effect: 'bounce', ticket })
    expect(decide({ kind: 'bounce', found: found('subject') })).toEqual({ effect: 'bounce', ticket: null })
  })
})

describe('of several finders', () => {
  const finders = {
    replyTokens: ['t'],
    bounceTokens: ['b'],
    messageIds: ['<new>', '<old>'],
    markers: ['m'],
    numbers: ['OP-1', 'OP-2'],
  }
  const none = new Map<string, string>()
  const known = { replyTokens: none, bounceTokens: none, messageIds: none, markers: none, numbers: none }

  it.each([
    [
      'the token is surest',
      { replyTokens: new Map([['t', 'A']]), messageIds: new Map([['<new>', 'B']]) },
      { ticket: 'A', by: 'token' },
    ],
    [
      'the newest known id',
      { messageIds: new Map([['<old>', 'A']]), markers: new Map([['m', 'B']]) },
      { ticket: 'A', by: 'reference' },
    ],
    [
      'a marker before a number',
      { markers: new Map([['m', 'A']]), numbers: new Map([['OP-1', 'B']]) },
      { ticket: 'A', by: 'marker' },
    ],
    ['the first number that there is', { numbers: new Map([['OP-2', 'A']]) }, { ticket: 'A', by: 'subject' }],
    ['none', {}, null],
  ])('%s', (_, there, result) => {
    expect(findTicket(finders, { ...known, ...there })).toEqual(result)
  })
})
