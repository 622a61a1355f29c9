import { beforeEach, describe, expect, it } from 'vitest'
import ReceiptLine from '#app/support/ReceiptLine.vue'
import WayBack from '#app/support/WayBack.vue'
import type { SupportView } from '#contract/connections/types.ts'
import type { LockReason } from '#contract/tickets/types.ts'
import { connected, ids, meOf, startedAt, summaryOf, supportOf, viewOf } from '../factories.ts'
import { allByRole, byRole, click, mountInApp, mountPage, server, settle, signIn, textOf } from '../harness.ts'

beforeEach(() => signIn(meOf()))

const left = (): SupportView =>
  supportOf({ formerDesks: [{ deskId: ids.partner, deskName: 'Партнёр «Альфа»', leftAt: startedAt }] })

async function show(lock: LockReason, view: SupportView, deskId = ids.desk) {
  const supports: unknown[] = []
  server.on('readSupport', () => view)
  mountInApp(WayBack, { props: { ticket: summaryOf({ lock, deskId }), onSupport: () => supports.push(1) } })
  await settle()
  return supports
}

describe('E3 from a locked ticket the way back is one click', () => {
  it('to the standard support, while a partner is connected', async () => {
    await show('partner_connected', connected())
    server.on('returnToStandard', () => left())

    await click(byRole('button', 'Вернуться сюда'))

    expect(server.asked('returnToStandard')).toEqual([{ stateToken: 'state-2' }])
  })

  it('to the partner that was left', async () => {
    await show('left_desk', left(), ids.partner)
    server.on('reconnectDesk', () => connected())

    await click(byRole('button', 'Подключить снова'))

    expect(server.asked('reconnectDesk')).toEqual([{ deskId: ids.partner, stateToken: 'state-1' }])
  })

  it('C5 a partner that had ended the connection before it was left takes a new code', async () => {
    const supports = await show('left_desk', supportOf(), ids.partner)

    expect(document.body.textContent).toContain('попросите у него новый код')
    await click(byRole('button', 'Кто вам поможет сейчас'))
    expect(supports).toHaveLength(1)
  })

  it('an integrator reads who can do it', async () => {
    await show('partner_connected', { ...connected(), canSwitch: false })

    expect(allByRole('button')).toEqual([])
    expect(document.body.textContent).toContain('Сменить поддержку может администратор портала')
  })

  it.each(['desk_ended', 'free_tariff'] as const)(
    'where no click opens it (%s) it leads to the picture',
    async (lock) => {
      const supports = await show(lock, supportOf())

      await click(byRole('button', 'Кто вам поможет сейчас'))

      expect(supports).toHaveLength(1)
    },
  )
})

describe('T1 the receipt', () => {
  const away = (): SupportView => {
    const support = supportOf()
    const people = { ...support.entitlement.people, now: false, until: null, from: '2099-11-23T07:00:00.000Z' }
    return { ...support, entitlement: { ...support.entitlement, people } }
  }
  const queued = viewOf({ summary: summaryOf({ status: 'queued' }) })

  it('outside of working hours says the number and when people are back', () => {
    mountPage(ReceiptLine, { props: { ticket: queued, support: away() } })

    expect(textOf(byRole('status'))).toMatch(
      /Обращение OP-1042 принято\. Сейчас нерабочее время\. Люди ответят 23 ноября/,
    )
  })

  it('is gone when people are there, and when somebody has taken the ticket', () => {
    mountPage(ReceiptLine, { props: { ticket: queued, support: supportOf() } })
    mountPage(ReceiptLine, { props: { ticket: viewOf(), support: away() } })

    expect(allByRole('status')).toEqual([])
  })
})
