import * as v from 'valibot'
import { storedInstant, storedJson } from '#server/platform/db/storedJson.ts'
import { pauseReasons } from './domain/clock.ts'
import { nothingFolded, type Folded } from './domain/clockProjection.ts'
import { clockKinds } from './domain/targets.ts'
import { ticketStages } from './domain/ticketClocks.ts'

const list = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly())

const target = v.variant('by', [
  v.strictObject({ by: v.literal('time'), minutes: v.number(), calendar: v.string() }),
  v.strictObject({ by: v.literal('endOfDay'), nextDayAfter: v.nullable(v.string()), calendar: v.string() }),
])
const subject = v.strictObject({
  category: v.nullable(v.string()),
  priority: v.nullable(v.string()),
  plans: list(v.string()),
  coupon: v.boolean(),
})
const promised = v.strictObject({
  subject,
  targets: v.strictObject({
    firstReaction: v.nullable(target),
    nextReaction: v.nullable(target),
    resolution: v.nullable(target),
  }),
})
const clock = v.strictObject({
  kind: v.picklist(clockKinds),
  startedAt: storedInstant,
  pauses: list(
    v.strictObject({ reason: v.picklist(pauseReasons), from: storedInstant, to: v.nullable(storedInstant) }),
  ),
  promises: list(v.strictObject({ since: storedInstant, subject, target: v.nullable(target) })),
  end: v.nullable(v.strictObject({ how: v.picklist(['met', 'stopped']), at: storedInstant })),
})

const clockState = storedJson({
  name: 'state of clocks',
  schema: v.strictObject({
    subject,
    clocks: v.strictObject({
      lastSeq: v.number(),
      lastAt: storedInstant,
      stage: v.picklist(ticketStages),
      promised: v.nullable(promised),
      holds: v.strictObject({
        locked: v.boolean(),
        awaitingPayment: v.boolean(),
        waitingForClient: v.boolean(),
        deferred: v.boolean(),
      }),
      hasOpenQuestion: v.boolean(),
      firstReaction: v.nullable(clock),
      nextReactions: list(clock),
      resolution: v.nullable(clock),
    }),
    roundsBefore: v.number(),
  }),
  upcasts: [],
})

/** Without the next reactions that are over, so that what is kept does not grow with the conversation. */
export function toState({ subject: about, clocks, roundsBefore }: Folded): string {
  const kept = clocks.nextReactions.slice(-1)
  return clockState.write({
    subject: about,
    clocks: { ...clocks, nextReactions: kept },
    roundsBefore: roundsBefore + clocks.nextReactions.length - kept.length,
  })
}

/** Nothing is folded yet where there is no row. */
export function fromState(uptoSeq: number | null, state: unknown): Folded {
  return uptoSeq === null ? nothingFolded : { uptoSeq, ...clockState.read(state) }
}
