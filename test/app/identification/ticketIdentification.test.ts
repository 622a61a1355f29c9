import { beforeEach, describe, expect, it } from 'vitest'
import TicketIdentification from '#app/identification/TicketIdentification.vue'
import type { TicketIdentification as Shown } from '#contract/tickets/identification.types.ts'
import { uuid } from '../deskFactories.ts'
import { meOf } from '../factories.ts'
import { byRole, click, mountPage, server, settle, signIn } from '../harness.ts'
import { isThere } from '../page.ts'

const page = () => document.body.textContent ?? ''
const waiting: Shown = { state: 'waiting', channel: 'telegram', isOwn: false }
const ticketId = uuid(1)
let refreshed = 0

async function show(side: 'client' | 'desk', identification: Shown): Promise<void> {
  const refresh = async () => void (refreshed += 1)
  mountPage(TicketIdentification, { props: { ticketId, side, identification, refresh } })
  await settle()
  // It has read once what is live.
  refreshed = 0
}

describe('I4 a ticket that came from outside', () => {
  beforeEach(() => signIn(meOf()))

  it('says to the desk that a code may be asked for, and asks', async () => {
    await show('desk', { ...waiting, state: 'open' })
    expect(page()).toContain('Обращение пришло из Telegram')
    server.on('sendTicketCode', () => ({}))
    await click(byRole('button', 'Запросить код'))
    expect(server.asked('sendTicketCode')).toEqual([{ ticketId }])
    expect(refreshed).toBe(1)
  })

  it('says to the desk what waits, and what is refused', async () => {
    await show('desk', waiting)
    expect(page()).toContain('Ждём код от клиента')
    server.refuse('sendTicketCode', 'identity_proven')
    await click(byRole('button', 'Отправить код ещё раз'))
    expect(page()).toContain('Личность уже подтверждена')
    expect(refreshed).toBe(0)
  })

  it('is confirmed by its writer; a colleague reads what waits', async () => {
    await show('client', { ...waiting, isOwn: true })
    server.on('confirmIdentity', () => ({}))
    await click(byRole('button', 'Да, это я'))
    expect(server.asked('confirmIdentity')).toEqual([{ ticketId }])
    expect(refreshed).toBe(1)
  })

  it('of a colleague has nothing to press', async () => {
    await show('client', waiting)
    expect(page()).toContain('ждёт кода от того, кто его написал')
    expect(isThere('button', 'Да, это я')).toBe(false)
  })

  it.each(['open', 'proven'] as const)('its client reads nothing where nothing waits: %s', async (state) => {
    await show('client', { ...waiting, state, isOwn: true })
    expect(page()).not.toContain('Telegram')
  })

  it('says to the desk that it is proven, by a messenger that is another one, too', async () => {
    await show('desk', { ...waiting, state: 'proven', channel: 'phone' })
    expect(page()).toContain('из мессенджера, личность клиента подтверждена')
    expect(isThere('button', 'Запросить код')).toBe(false)
  })
})
