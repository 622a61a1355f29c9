import { describe, expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import type { Channel } from '#contract/regulation.ts'
import { politeAnswer } from '#server/support/channelWords.ts'
import { channelsOf, channelVerdict, type ChannelFacts, type ChannelTerms } from '#server/support/domain/channels.ts'

/** As `quantum-maintenance` has it: a cloud portal in the application, a box in one messenger out of three. */
const quantum: ChannelTerms = {
  cloud: { official: ['app'], chooseOne: null },
  box: { official: [], chooseOne: { from: ['whatsapp', 'telegram', 'max'], until: 'app' } },
  talkingOnly: [],
}
/** As `vendor-sla` has it: phone and other messengers are for talking. */
const vendor: ChannelTerms = {
  cloud: { official: ['app', 'email'], chooseOne: null },
  box: { official: ['app', 'email'], chooseOne: null },
  talkingOnly: ['phone', 'otherMessenger'],
}

const cloud: ChannelFacts = { edition: 'cloud', messenger: null, connected: ['telegram'] }
const box = (messenger: Channel | null, connected: readonly Channel[] = ['telegram']): ChannelFacts => ({
  edition: 'box',
  messenger,
  connected,
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
    expect(channelVerdict(quantum, facts, channel).verdict).toBe(verdict)
  })

  it.each([
    ['app', 'official'],
    ['email', 'official'],
    ['phone', 'talkingOnly'],
    ['otherMessenger', 'talkingOnly'],
    ['telegram', 'refused'],
  ] as const)('vendor-sla: %s is %s', (channel, verdict) => {
    expect(channelVerdict(vendor, cloud, channel).verdict).toBe(verdict)
  })

  it('a box has exactly one official channel at any time', () => {
    const choices = [null, 'whatsapp', 'telegram', 'max', 'phone'] as const
    const connections: readonly Channel[][] = [[], ['telegram'], ['whatsapp', 'telegram', 'max']]
    const counts = choices.flatMap((messenger) =>
      connections.map(
        (connected) => channelsOf(quantum, { edition: 'box', messenger, connected: connected }).official.length,
      ),
    )

    expect(new Set(counts)).toEqual(new Set([1]))
  })
})

describe('E6 the polite answer', () => {
  const rules = {
    refusal: {
      ru: 'Напишите нам: {channels}.',
      uk: 'Напишіть нам: {channels}.',
      en: 'Please write to us: {channels}.',
    },
  }

  it('names the official channels, in the language of the client', () => {
    const refused = channelVerdict(vendor, cloud, 'telegram')

    expect(languages.map((language) => politeAnswer(rules, refused, language))).toEqual([
      'Напишите нам: чат поддержки в вашем Битрикс24 или электронная почта.',
      'Напишіть нам: чат підтримки у вашому Бітрікс24 або електронна пошта.',
      'Please write to us: the support chat in your Bitrix24 or e-mail.',
    ])
  })

  it('is not given where the message is welcome', () => {
    expect(politeAnswer(rules, { verdict: 'official' }, 'ru')).toBeNull()
  })

  it('is given where one may only talk', () => {
    expect(politeAnswer(rules, channelVerdict(vendor, cloud, 'phone'), 'en')).toContain('Please write to us')
  })
})

it('E6 what was chosen and not connected yet is told apart', () => {
  expect(channelsOf(quantum, box('max'))).toEqual({
    edition: 'box',
    official: ['app'],
    talkingOnly: [],
    choices: ['whatsapp', 'telegram', 'max'],
    messenger: 'max',
    isMessengerConnected: false,
  })
})
