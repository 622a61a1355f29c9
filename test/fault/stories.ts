import type { FaultDatabases } from './databases.ts'
import type { Outcome } from './outcome.ts'
import type { Sizes } from './sizes.ts'
import { alarmsRing } from './stories/alarms.ts'
import { billingVectorsArePlayed } from './stories/billingVectors.ts'
import { missedIsCaughtUp } from './stories/caughtUp.ts'
import { networkIsCut } from './stories/cutNetwork.ts'
import { serverIsKilled } from './stories/killedServers.ts'
import { boxesAreKilled } from './stories/killedBoxes.ts'
import { channelsAreKilled } from './stories/killedChannels.ts'
import { couponsAreKilled } from './stories/killedCoupons.ts'
import { filesAreKilled } from './stories/killedFiles.ts'
import { mailsAreKilled } from './stories/killedMails.ts'
import { pagesAreKilled } from './stories/killedPages.ts'
import { lastQuantaAreTaken } from './stories/lastQuanta.ts'
import { databaseIsRestarted } from './stories/restartedDatabase.ts'
import { supportIsSwitched } from './stories/supportSwitch.ts'
import { twoServersShareTickets } from './stories/twoServers.ts'
import { vectorsArePlayed } from './stories/vectors.ts'
import { clocksDiffer } from './stories/wrongClocks.ts'

export type Story = { title: string; tell: (databases: FaultDatabases, sizes: Sizes) => Promise<Outcome> }

/** By the name of their size. */
export const stories: Record<keyof Sizes, Story> = {
  killedServers: {
    title: 'P5 the server is killed with kill -9 while both sides write',
    tell: async (databases, sizes) => serverIsKilled(await databases.clone(), sizes.killedServers),
  },
  killedBoxes: {
    title: 'T9 whoever gives a box is killed with kill -9 between any two steps',
    tell: async (databases, sizes) => boxesAreKilled(await databases.clone(), sizes.killedBoxes),
  },
  killedCoupons: {
    title: 'T10 the server is killed with kill -9 while a hundred pages spend one coupon',
    tell: async (databases, sizes) => couponsAreKilled(await databases.clone(), sizes.killedCoupons),
  },
  killedFiles: {
    title: 'T7 whoever takes a file is killed with kill -9 between any two steps',
    tell: async (databases, sizes) => filesAreKilled(await databases.clone(), sizes.killedFiles),
  },
  killedMails: {
    title: 'D4 the server is killed with kill -9 in the middle of notices and mails',
    tell: async (databases, sizes) => mailsAreKilled(await databases.clone(), sizes.killedMails),
  },
  killedChannels: {
    title:
      'I1 mails come twice and out of order while the server is killed with kill -9, the database goes away, and another process takes over',
    tell: async (databases, sizes) => channelsAreKilled(await databases.clone(), sizes.killedChannels),
  },
  cutNetwork: {
    title: "T8 the clients' network is cut and comes back",
    tell: async (databases, sizes) => networkIsCut(await databases.clone(), sizes.cutNetwork),
  },
  twoServers: {
    title: 'P5 two servers share tickets, lose their wake-ups, and one is killed',
    tell: async (databases, sizes) => twoServersShareTickets(await databases.clone(), sizes.twoServers),
  },
  restartedDatabase: {
    title: 'P5 PostgreSQL is restarted in the middle of writing',
    tell: async (databases, sizes) =>
      databaseIsRestarted(await databases.clone(), () => databases.restart(), sizes.restartedDatabase),
  },
  supportSwitch: {
    title: 'E4 a partner is connected and left in the middle of writing',
    tell: async (databases, sizes) => supportIsSwitched(await databases.clone(), sizes.supportSwitch),
  },
  wrongClocks: {
    title: 'P5 the clocks of two servers differ, and jump',
    tell: async (databases, sizes) => clocksDiffer(await databases.clone(), sizes.wrongClocks),
  },
  alarms: {
    title: 'S6 alarms fall due while a server is killed',
    tell: async (databases, sizes) => alarmsRing(await databases.clone(), sizes.alarms),
  },
  killedPages: {
    title: 'T12 the on-duty is paged and nobody confirms while a server is killed with kill -9 at every step',
    tell: async (databases, sizes) => pagesAreKilled(await databases.clone(), sizes.killedPages),
  },
  lastQuanta: {
    title: 'Q7 timers of one portal come to its last quanta while a server is killed',
    tell: async (databases, sizes) => lastQuantaAreTaken(await databases.clone(), sizes.lastQuanta),
  },
  caughtUp: {
    title: 'P9 servers that catch up with what was written while none ran are killed',
    tell: async (databases, sizes) => missedIsCaughtUp(await databases.clone(), sizes.caughtUp),
  },
  vectors: {
    title: 'S2 the vectors are played while the server is killed between and within their events',
    tell: async (databases, sizes) => vectorsArePlayed(await databases.clone(), sizes.vectors),
  },
  billingVectors: {
    title: 'Q6 the billing vectors are played while the server is killed between and within their events',
    tell: async (databases, sizes) => billingVectorsArePlayed(await databases.clone(), sizes.billingVectors),
  },
}
