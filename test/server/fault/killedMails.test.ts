import { expect, it } from 'vitest'
import { mailFaults } from '#test/fault/mailChecks.ts'
import { everydaySize } from '#test/fault/sizes.ts'
import { mailsAreKilled } from '#test/fault/stories/killedMails.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedMails')

it.each([
  ['loses', /has 1 letters instead of 2/],
  ['repeats', /has 3 letters instead of 2/],
] as const)(
  'control: an outbox that %s a letter is found',
  async (sabotage, said) => {
    const { faults } = await mailsAreKilled(
      await clone(),
      { ...everydaySize.killedMails, people: 32, kills: 1 },
      sabotage,
    )

    expect(faults).toEqual([expect.stringMatching(said)])
  },
  slow,
)

const due = [{ orderId: 'order-1', userId: 1 }]
const mail = { userId: 1, messageId: '<a>', raw: 'x' }

it.each([
  ['nothing wrong, also where the same message came again', { mails: [mail, mail], notices: [...due, ...due] }, []],
  ['a lost notice', { mails: [mail], notices: [] }, ['1 of order-1 was told nothing']],
  ['a lost letter', { mails: [], notices: due }, ['1 has 0 letters instead of 1']],
  [
    'the same message with other bytes',
    { mails: [mail, { ...mail, raw: 'y' }], notices: due },
    ['<a> came again with other bytes'],
  ],
])('control: %s', (_what, { mails, notices }, faults) => {
  expect(mailFaults({ due, mails, notices })).toEqual(faults)
})
