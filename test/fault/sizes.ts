import { pageTiming, scaledTiming } from '#test/support/chatTiming.ts'
import type { AlarmsSize } from './stories/alarms.ts'
import type { BillingVectorsSize } from './stories/billingVectors.ts'
import type { CaughtUpSize } from './stories/caughtUp.ts'
import type { CutNetworkSize } from './stories/cutNetwork.ts'
import type { KilledBoxesSize } from './stories/killedBoxes.ts'
import type { KilledChannelsSize } from './stories/killedChannels.ts'
import type { KilledCouponsSize } from './stories/killedCoupons.ts'
import type { KilledFilesSize } from './stories/killedFiles.ts'
import type { KilledMailsSize } from './stories/killedMails.ts'
import type { KilledPagesSize } from './stories/killedPages.ts'
import type { KilledServersSize } from './stories/killedServers.ts'
import type { LastQuantaSize } from './stories/lastQuanta.ts'
import type { RestartedDatabaseSize } from './stories/restartedDatabase.ts'
import type { SwitchSize } from './stories/supportSwitch.ts'
import type { TwoServersSize } from './stories/twoServers.ts'
import type { VectorsSize } from './stories/vectors.ts'
import type { WrongClocksSize } from './stories/wrongClocks.ts'

export type Sizes = {
  killedServers: KilledServersSize
  killedBoxes: KilledBoxesSize
  killedCoupons: KilledCouponsSize
  killedFiles: KilledFilesSize
  killedMails: KilledMailsSize
  killedChannels: KilledChannelsSize
  cutNetwork: CutNetworkSize
  twoServers: TwoServersSize
  restartedDatabase: RestartedDatabaseSize
  supportSwitch: SwitchSize
  wrongClocks: WrongClocksSize
  alarms: AlarmsSize
  killedPages: KilledPagesSize
  lastQuanta: LastQuantaSize
  caughtUp: CaughtUpSize
  vectors: VectorsSize
  billingVectors: BillingVectorsSize
}

/** `npm run fault`: pages as patient as the real ones. */
export const fullSize: Sizes = {
  killedServers: { conversations: 50, kills: 3, everyMs: 1500, messagesBetween: 6, timing: pageTiming },
  killedBoxes: { dieAt: 'each' },
  killedCoupons: { coupons: 5, pages: 100, kills: 4 },
  killedFiles: { dieAt: 'each' },
  killedMails: { people: 100, orders: 10, kills: 5 },
  killedChannels: { senders: 40, mails: 12, kills: 5, awayMs: 8000, takenOverWithinMs: 10_000 },
  cutNetwork: {
    conversations: 25,
    everyMs: 700,
    messagesBetween: 8,
    cuts: [
      { ms: 30_000, way: 'both', connections: 'kept' },
      { ms: 30_000, way: 'both', connections: 'forgotten' },
    ],
    timing: pageTiming,
  },
  twoServers: {
    conversations: 25,
    everyMs: 700,
    messagesBetween: 15,
    timing: pageTiming,
    medianWithinMs: 100,
    slowestWithinMs: 1000,
    sweptWithinMs: 3000,
  },
  restartedDatabase: {
    conversations: 25,
    restarts: 3,
    everyMs: 700,
    messagesBetween: 8,
    jobs: 2000,
    timing: pageTiming,
  },
  supportSwitch: { portals: 20, everyMs: 500, messagesBetween: 8, timing: pageTiming },
  // Each third is longer than the server's own look for silent connections.
  wrongClocks: { conversations: 20, everyMs: 500, messagesBetween: 14 },
  alarms: { alarms: 10_000, withinMs: 60_000, leadMs: 60_000, kills: 3, latestMs: 5000 },
  killedPages: { pages: 500, withinMs: 20_000, latestMs: 60_000 },
  lastQuanta: { timers: 100, last: 20, withinMs: 60_000, leadMs: 15_000, kills: 3 },
  caughtUp: { tickets: 5000, kills: 5 },
  // All that there are.
  vectors: { cases: 10_000, kills: 3 },
  billingVectors: { cases: 10_000, kills: 3 },
}

const quick = scaledTiming(0.2)

/** Everyday: seconds each, on a machine that may be busy otherwise. */
export const everydaySize: Sizes = {
  killedServers: { conversations: 8, kills: 2, everyMs: 250, messagesBetween: 3, timing: quick },
  // The key is there and its row is not; a box is given; it is ended and its key is there still.
  killedBoxes: { dieAt: [6, 8, 14] },
  killedCoupons: { coupons: 1, pages: 30, kills: 2 },
  // A part has come; a row names the bytes; they are swept.
  killedFiles: { dieAt: [5, 14, 24] },
  killedMails: { people: 20, orders: 2, kills: 2 },
  killedChannels: { senders: 6, mails: 6, kills: 2, awayMs: 1000, takenOverWithinMs: 20_000 },
  cutNetwork: {
    conversations: 4,
    everyMs: 250,
    messagesBetween: 3,
    cuts: [
      { ms: 1500, way: 'both', connections: 'kept' },
      { ms: 1500, way: 'both', connections: 'forgotten' },
    ],
    timing: quick,
  },
  twoServers: {
    conversations: 4,
    everyMs: 250,
    messagesBetween: 5,
    timing: quick,
    medianWithinMs: 300,
    slowestWithinMs: 3000,
    sweptWithinMs: 5000,
  },
  restartedDatabase: { conversations: 4, restarts: 1, everyMs: 250, messagesBetween: 3, jobs: 300, timing: quick },
  supportSwitch: { portals: 3, everyMs: 250, messagesBetween: 4, timing: quick },
  wrongClocks: { conversations: 3, everyMs: 250, messagesBetween: 4 },
  alarms: { alarms: 1000, withinMs: 10_000, leadMs: 10_000, kills: 1, latestMs: 60_000 },
  killedPages: { pages: 12, withinMs: 1500, latestMs: 60_000 },
  lastQuanta: { timers: 30, last: 20, withinMs: 8000, leadMs: 10_000, kills: 1 },
  caughtUp: { tickets: 150, kills: 2 },
  vectors: { cases: 15, kills: 3 },
  billingVectors: { cases: 6, kills: 3 },
}
