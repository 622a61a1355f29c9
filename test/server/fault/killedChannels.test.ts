import { expect, it } from 'vitest'
import { channelFaults } from '#test/fault/channelChecks.ts'
import { everydaySize } from '#test/fault/sizes.ts'
import { channelsAreKilled } from '#test/fault/stories/killedChannels.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedChannels')

it(
  'control: an inbox that loses a mail is found',
  async () => {
    const { faults } = await channelsAreKilled(
      await clone(),
      { ...everydaySize.killedChannels, senders: 20, kills: 1 },
      'loses',
    )

    expect(faults).toEqual(expect.arrayContaining([expect.stringMatching(/ wrote .* and has /)]))
  },
  slow,
)

const written = new Map([['a@b', ['1', '2']]])
const stored = [
  { sender: 'a@b', ticketId: 't', text: '1' },
  { sender: 'a@b', ticketId: 't', text: '2' },
]
const answer = { to: 'a@b', messageId: '<x>', raw: 'x' }

it.each([
  ['nothing wrong, also where the same answer came again', { stored, answers: [answer, answer] }, []],
  ['a wrong order', { stored: stored.toReversed(), answers: [answer] }, ['a@b wrote 1,2 and has 2,1']],
  [
    'two tickets',
    { stored: stored.map((one) => ({ ...one, ticketId: one.text })), answers: [answer] },
    ['a@b has 2 tickets instead of one'],
  ],
  ['a lost answer', { stored, answers: [] }, ['a@b has 0 answers instead of one']],
  ['other bytes', { stored, answers: [answer, { ...answer, raw: 'y' }] }, ['a@b has an answer again with other bytes']],
])('control: %s', (_what, found, faults) => {
  expect(channelFaults({ written, ...found })).toEqual(faults)
})
