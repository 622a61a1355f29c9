import { expect, it } from 'vitest'
import { dutySteps } from '#contract/tickets/duty.types.ts'
import { pageFaults } from '#test/fault/pageChecks.ts'
import { everydaySize } from '#test/fault/sizes.ts'
import { pagesAreKilled } from '#test/fault/stories/killedPages.ts'
import { slow, tellEveryday } from './everyday.ts'

const { clone } = tellEveryday('killedPages')

it(
  'control: a step that is told again is found',
  async () => {
    const { faults } = await pagesAreKilled(await clone(), { ...everydaySize.killedPages, pages: 4 }, 'repeats')

    expect(faults).toEqual([expect.stringMatching(/went onDuty 101, next 102, next 102, /)])
  },
  slow,
)

const askedAt = { onDuty: 1, next: 2, lead: 3, owner: 4 }
const told = dutySteps.map((step) => ({ ticketId: 'ticket-1', step, people: [askedAt[step]], lateMs: 10 }))
const shown = Object.values(askedAt).map((userId) => ({ ticketId: 'ticket-1', userId }))

it.each([
  ['nothing wrong', { told, shown }, []],
  ['a step that nobody was told', { told: told.slice(0, 3), shown }, [expect.stringMatching(/instead of/)]],
  ['a notice that is lost', { told, shown: shown.slice(1) }, ['ticket-1 was shown to 1 0 times']],
  ['a notice twice', { told, shown: [...shown, ...shown.slice(0, 1)] }, ['ticket-1 was shown to 1 2 times']],
  [
    'a step that came too early',
    { told: told.map((one) => ({ ...one, lateMs: one.step === 'lead' ? -1 : 10 })), shown },
    ['a step of ticket-1 came before it was due'],
  ],
])('control: %s', (_what, record, faults) => {
  expect(pageFaults(['ticket-1'], record, askedAt)).toEqual(faults)
})
