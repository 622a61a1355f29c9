import type { Language } from '../common.ts'
import { channelTexts } from '../regulations/channels.texts.ts'
import { sayIn } from '../say.ts'
import type { ChannelsView } from './types.ts'
import { whereToWriteTexts } from './whereToWrite.texts.ts'

/** Where this client's messages become tickets (E6), sentence by sentence. */
export function whereToWrite(channels: ChannelsView, language: Language): string[] {
  return [whereTo(channels, language), messengerLine(channels, language), talkingLine(channels, language)].filter(
    (line) => line !== '',
  )
}

function whereTo({ official, addresses = [] }: ChannelsView, language: Language): string {
  const say = sayIn(whereToWriteTexts, language)
  const others = official.filter((channel) => channel !== 'app')
  if (others.length === official.length) return say('elsewhere', { channels: listed(others, language, addresses) })
  return others.length === 0 ? say('inApp') : say('inAppAnd', { channels: listed(others, language, addresses) })
}

function messengerLine({ choices, messenger, isMessengerConnected }: ChannelsView, language: Language): string {
  const say = sayIn(whereToWriteTexts, language)
  if (choices.length === 0 || isMessengerConnected) return ''
  if (messenger === null) return say('chooseLater', { channels: listed(choices, language) })
  return say('chosenLater', { channel: sayIn(channelTexts, language)(`channel_${messenger}`) })
}

function talkingLine({ talkingOnly }: ChannelsView, language: Language): string {
  if (talkingOnly.length === 0) return ''
  return sayIn(whereToWriteTexts, language)('talkingOnly', { channels: listed(talkingOnly, language) })
}

function listed(
  channels: ChannelsView['official'],
  language: Language,
  addresses: NonNullable<ChannelsView['addresses']> = [],
): string {
  const names = channels.map((channel) => {
    const name = sayIn(channelTexts, language)(`channel_${channel}`)
    const known = addresses.find((one) => one.channel === channel)
    return known === undefined ? name : `${name} (${known.address})`
  })
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
}
