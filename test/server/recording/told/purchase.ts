import { taken, type Teller } from '../stories.ts'

/** Quanta are ordered, paid in two parts, worked, disputed and given back; both sides read and take along what there is. */
export async function purchase({ situation, says, names, waits }: Teller): Promise<void> {
  const { deskIds, tickets, world } = situation
  const { ticketId } = tickets.partner
  const memberId = world.sandbox.portals['firm']?.memberId ?? ''
  const ofClient = { account: { side: 'client', deskId: null } } as const
  const ofDesk = { account: { side: 'desk', memberId } } as const
  const total = { minor: 7200_00, currency: 'RUB' }

  await says('integrator', 'readOffers', ofClient)
  await says('owner', 'readOffers', ofDesk)
  const orderId = names('order')
  const order = { deskId: deskIds.partner, orderId, planCode: 'prepaid', quanta: 12, total }
  await says('integrator', 'placeOrder', order)
  await says('admin', 'placeOrder', { ...order, total: { ...total, minor: 1 } })
  await says('admin', 'placeOrder', order)
  await says('integrator', 'listOrders', { side: 'client' })
  const paid = (documentNumber: string, minor: number) =>
    ({ orderId, documentNumber, documentDate: '2026-11-20', amount: { ...total, minor } }) as const
  await says('lead', 'recordPayment', paid('17', 200_00))
  await says('owner', 'recordPayment', paid('17', 200_00))
  await says('owner', 'listOrders', { side: 'desk' })
  await says('owner', 'recordPayment', paid('18', 7100_00))
  await says('owner', 'sendInvoice', { orderId })
  await says('admin', 'cancelOrder', { orderId })
  const second = names('second order')
  await says('secondAdmin', 'placeOrder', { ...order, orderId: second })
  await says('secondAdmin', 'cancelOrder', { orderId: second })

  const intervalId = names('interval')
  await says('agent', 'startTimer', { ticketId, intervalId })
  await says('agent', 'takeTicket', { ticketId })
  await says('agent', 'startTimer', { ticketId, intervalId })
  await says('agent', 'startTimer', { ticketId, intervalId: names('other interval') })
  await waits(14)
  await says('agent', 'readOwnTimer', {})
  await says('agent', 'answerTimer', { intervalId })
  await says('integrator', 'readAccount', ofClient)
  await waits(3)
  await says('lead', 'readAccount', ofDesk)
  await says('agent', 'stopTimer', { intervalId })
  const intervals = taken(await says('integrator', 'listIntervals', ofClient))
  const disputeId = names('dispute')
  const dispute = { intervalId: intervals.intervals[0]?.intervalId ?? '', disputeId, reason: 'Работы не было' }
  await says('integrator', 'disputeInterval', dispute)
  await says('lead', 'listIntervals', { ...ofDesk, onlyDisputed: true })
  await says('agent', 'answerDispute', { disputeId, text: 'Была', giveBack: 0 })
  await says('lead', 'answerDispute', { disputeId, text: 'Вернули', giveBack: 1 })
  const { packages } = taken(await says('owner', 'readAccount', ofDesk))
  const adjustment = { memberId, packageId: packages[0]?.packageId ?? '', reason: 'По договорённости' }
  await says('lead', 'adjustQuanta', { ...adjustment, adjustmentId: names('adjustment'), quanta: -2 })
  await says('lead', 'adjustQuanta', { ...adjustment, adjustmentId: names('too large adjustment'), quanta: -100 })

  for (const [role, account] of [
    ['integrator', ofClient],
    ['agent', ofDesk],
  ] as const) {
    await says(role, 'listLedger', account)
    await says(role, 'readBurnDown', account)
    await says(role, 'comparePlans', { ...account, work: { by: 'past', days: 30 } })
    await says(role, 'exportLedger', { ...account, format: 'json' })
    await says(role, 'exportLedger', { ...account, format: 'csv' })
    await says(role, 'exportLedgerSheet', { ...account, language: 'en' })
    await says(role, 'exportLedgerAct', { ...account, language: 'ru', from: '2026-11-01', to: '2026-11-30' })
  }
  await says('agent', 'listAccounts', {})
  await says('lead', 'readRevenue', {})
  await says('owner', 'setClientStatus', { memberId, status: 3, until: '2027-01-31T00:00:00Z' })
  await says('owner', 'readCompany', { of: { by: 'client', memberId } })
  await says('owner', 'listAudit', { kinds: ['money'], limit: 50 })
}
