import AccountsPage from '#app/billing/accounts/AccountsPage.vue'
import type { DeskRole } from '#contract/session.ts'
import { aDesk, someone } from '../../deskFactories.ts'
import { server, settle } from '../../harness.ts'
import { openPage, pass, type Answers } from '../../page.ts'
import { aLevel, aLine, anAccount, anInterval, anOffer, anOrder, aSummary, offersOf } from '../factories.ts'

export const account = anAccount({ side: 'desk', memberId: 'romashka', portalName: 'ООО Ромашка' })

/** The page of a desk's accounts, at one of them. */
export async function open(
  answers: Answers = {},
  { role = 'owner', memberId = 'romashka' }: { role?: DeskRole; memberId?: string } = {},
): ReturnType<typeof openPage> {
  server.on('readDesk', () => aDesk())
  const page = await openPage(AccountsPage, {
    me: someone(role),
    at: `/accounts/${memberId}`,
    props: { memberId },
    answers: {
      readAccount: () => account,
      readOffers: () => offersOf([anOffer()]),
      readBurnDown: () => ({ levels: [aLevel()] }),
      listLedger: () => ({ entries: [aLine()], nextBefore: null }),
      listIntervals: () => ({ intervals: [anInterval({ disputableUntil: null })], nextCursor: null }),
      listOrders: () => ({ orders: [anOrder()], nextCursor: null }),
      listAccounts: () => ({ accounts: [aSummary()], nextCursor: null }),
      readPaymentDetails: () => ({ details: 'ООО «Лад»' }),
      ...answers,
    },
  })
  await pass(300)
  await settle()
  return page
}
