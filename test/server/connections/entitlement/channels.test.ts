import { describe, expect, it } from 'vitest'
import { channels, type Channel } from '#contract/regulations/base.types.ts'
import type { EditionChannels } from '#contract/regulations/answering.types.ts'
import { channelsOf, type ChannelFacts, type ChannelTerms } from '#server/connections/entitlement/domain/channels.ts'
import { verdictOn } from './verdictOn.ts'

/** As `quantum-maintenance` has it: a cloud portal in the application, a box in one messenger out of three. */
const quantum: ChannelTerms = {
  channels: {
    cloud: { official: ['app'], chooseOne: null },
    box: { official: [], chooseOne: { from: ['whatsapp', 'telegram', 'max'], until: 'app' } },
    talkingOnly: [],
  },
  plans: [],
}
/** As `vendor-sla` has it: phone and other messengers are for talking. */
const vendor: ChannelTerms = {
  channels: {
    cloud: { official: ['app', 'email'], chooseOne: null },
    box: { official: ['app', 'email'], chooseOne: null },
    talkingOnly: ['phone', 'otherMessenger'],
  },
  plans: [],
}

/** A server that has them all. */
const served = [...channels]
const cloud: ChannelFacts = { edition: 'cloud', messenger: null, connected: ['telegram'], livePlans: [], served }
const box = (messenger: Channel | null, connected: readonly Channel[] = ['telegram']): ChannelFacts => ({
  edition: 'box',
  messenger,
  connected,
  livePlans: [],
  served,
})

describe('E6 where a message may become a ticket', () => {
  it.each([
    ['a cloud portal in its chat', cloud, 'app', 'official'],
    ['a cloud portal in a messenger that the desk has', cloud, 'telegram', 'refused'],
    ['a cloud portal by mail', cloud, 'email', 'refused'],
    ['a box that has chosen nothing, in its chat', box(null), 'app', 'official'],
    ['a box that has chosen nothing, in a connected messenger', box(null), 'telegram', 'refused'],
    ['a box in the messenger that was chosen', box('telegram'), 'telegram', 'official'],
    ['a box in another one', box('telegram'), 'whatsapp', 'refused'],
    ['a box in its chat, when its messenger is there', box('telegram'), 'app', 'refused'],
    ['a box in its chat, until its messenger is connected', box('max'), 'app', 'official'],
    ['a box in a messenger that is not connected yet', box('max'), 'max', 'refused'],
    ['a box whose choice is no longer offered', box('phone', ['phone']), 'app', 'official'],
  ] as const)('quantum-maintenance: %s', (_who, facts, channel, verdict) => {
    expect(verdictOn(channelsOf(quantum, facts), channel)).toBe(verdict)
  })

  it.each([
    ['app', 'official'],
    ['email', 'official'],
    ['phone', 'talkingOnly'],
    ['otherMessenger', 'talkingOnly'],
    ['telegram', 'refused'],
  ] as const)('vendor-sla: %s is %s', (channel, verdict) => {
    expect(verdictOn(channelsOf(vendor, cloud), channel)).toBe(verdict)
  })

  it('a box has exactly one official channel at any time', () => {
    const choices = [null, 'whatsapp', 'telegram', 'max', 'phone'] as const
    const connections: readonly Channel[][] = [[], ['telegram'], ['whatsapp', 'telegram', 'max']]
    const counts = choices.flatMap((messenger) =>
      connections.map((connected) => channelsOf(quantum, box(messenger, connected)).official.length),
    )

    expect(new Set(counts)).toEqual(new Set([1]))
  })
})

describe('Q12 channels by plan', () => {
  const everywhere = (rule: EditionChannels) => ({ cloud: rule, box: rule })
  const terms: ChannelTerms = {
    ...quantum,
    plans: [
      { code: 'plain', channels: null },
      { code: 'phone', channels: everywhere({ official: ['app', 'phone'], chooseOne: null }) },
      { code: 'mail', channels: everywhere({ official: ['email'], chooseOne: null }) },
      {
        code: 'oneOf',
        channels: everywhere({ official: ['phone'], chooseOne: { from: ['telegram', 'max'], until: 'email' } }),
      },
    ],
  }
  const officialUnder = (livePlans: string[]) => channelsOf(terms, { ...cloud, livePlans }).official

  it.each([
    ['nothing bought', [], ['app']],
    ['a plan without its own', ['plain'], ['app']],
    ['a plan with its own', ['phone'], ['app', 'phone']],
    ['one with its own beside one without', ['plain', 'mail'], ['email']],
    ['several with their own: all together', ['phone', 'mail'], ['app', 'phone', 'email']],
    ['a plan that the regulation no longer has', ['gone'], ['app']],
  ])('%s', (_what, livePlans, official) => {
    expect(officialUnder(livePlans)).toEqual(official)
  })

  it('decide whether a message is welcome', () => {
    const found = channelsOf(terms, { ...cloud, livePlans: ['mail'] })

    expect(verdictOn(found, 'email')).toBe('official')
    expect(verdictOn(found, 'app')).toBe('refused')
  })

  it('a plan may have a choice where the desk has none; what is official anyway is no choice', () => {
    const facts = (messenger: Channel | null) => ({ ...box(messenger), livePlans: ['oneOf', 'phone'] })

    expect(channelsOf(terms, facts(null))).toMatchObject({
      official: ['app', 'phone', 'email'],
      choices: ['telegram', 'max'],
      messenger: null,
    })
    expect(channelsOf(terms, facts('telegram'))).toMatchObject({
      official: ['app', 'phone', 'telegram'],
      messenger: 'telegram',
      isMessengerConnected: true,
    })
    // The desk's own choice is not this plan's.
    expect(channelsOf(terms, facts('whatsapp'))).toMatchObject({ messenger: null })
  })

  it('a messenger that another live plan has as official needs no choice', () => {
    const inTelegram = { code: 'telegram', channels: everywhere({ official: ['telegram'], chooseOne: null }) }
    const facts = { ...cloud, livePlans: ['oneOf', 'telegram'] }

    expect(channelsOf({ ...terms, plans: [...terms.plans, inTelegram] }, facts).choices).toEqual(['max'])
  })
})

it('E6 what was chosen and not connected yet is distinguished', () => {
  expect(channelsOf(quantum, box('max'))).toEqual({
    edition: 'box',
    official: ['app'],
    talkingOnly: [],
    choices: ['whatsapp', 'telegram', 'max'],
    messenger: 'max',
    isMessengerConnected: false,
  })
})

describe('E6 a channel that the server does not have', () => {
  const alone = { served: ['app'] as const }

  it.each([
    ['as official', vendor, cloud, { official: ['app'] }],
    ['for talking', vendor, cloud, { talkingOnly: [] }],
    ['as the messenger of a box', quantum, box('telegram'), { official: ['app'], choices: [], messenger: null }],
  ] as const)('is offered to nobody, %s', (_how, terms, facts, offered) => {
    expect(channelsOf(terms, { ...facts, ...alone })).toMatchObject(offered)
  })

  it('comes by itself, with the choice that was made, as soon as it is there', () => {
    const facts = box('telegram')

    expect(channelsOf(quantum, { ...facts, served: ['app', 'telegram'] })).toMatchObject({
      official: ['telegram'],
      choices: ['telegram'],
      messenger: 'telegram',
    })
  })

  it('leaves somewhere to write where nothing else is served', () => {
    const byMail = {
      ...quantum,
      channels: { ...quantum.channels, cloud: { official: ['email' as const], chooseOne: null } },
    }

    expect(channelsOf(byMail, { ...cloud, ...alone }).official).toEqual(['app'])
  })
})
