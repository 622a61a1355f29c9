import { beforeEach, expect, it, vi } from 'vitest'
import EvidenceExport from '#app/sla/EvidenceExport.vue'
import SlaBar from '#app/sla/SlaBar.vue'
import SlaDetails from '#app/sla/SlaDetails.vue'
import type { ClockView, SlaView } from '#contract/sla/types.ts'
import { deskMe, ids, viewOf } from '../factories.ts'
import { aClock } from './factories.ts'
import { byRole, click, mountInApp, server, settle, signIn } from '../harness.ts'

const view = (clocks: ClockView[]): SlaView => ({
  at: '2026-11-20T09:15:00Z',
  category: 'incident',
  priority: 'high',
  titles: { categories: [], priorities: [] },
  wish: null,
  awaitsPayment: false,
  canClassify: true,
  clocks,
  withoutTarget: null,
})
const shown = async (...clocks: ClockView[]): Promise<string> => {
  server.on('readSla', () => view(clocks))
  mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
  await settle()
  return document.body.textContent ?? ''
}

beforeEach(async () => {
  // This computer is 15 minutes behind the server.
  vi.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z'), toFake: ['Date'] })
  await signIn(deskMe())
})

it("S5 a clock goes on by the server's time, not by this computer's", async () => {
  expect(await shown(aClock({}))).toContain('Первый ответ: ещё 45 минут')
})

it('S4 a clock that stands says why', async () => {
  const state = { status: 'paused', reason: 'waitingForClient', since: '2026-11-20T09:00:00Z' } as const

  expect(await shown(aClock({ clock: 'resolution', state, deadline: null }))).toContain(
    'Решение: срок стоит, ждём ответа клиента',
  )
})

it('a deadline that has passed is overdue before the server says so', async () => {
  expect(await shown(aClock({ deadline: '2026-11-20T09:10:00Z' }))).toContain('Первый ответ: просрочено на 5 минут')
})

it('what is over is not among the clocks that run', async () => {
  expect(await shown(aClock({ state: { status: 'met', at: '2026-11-20T08:30:00Z' } }))).not.toContain('Первый ответ')
})

it('E10 a ticket without a clock that waits for a payment says so', async () => {
  server.on('readSla', () => ({ ...view([]), awaitsPayment: true }))
  mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
  await settle()

  expect(document.body.textContent).toContain('Ждём оплаты')
})

it('T3 staff decides what the client proposes with one click, as it was shown', async () => {
  const wished = { ...view([]), priority: 'medium', wish: 'critical' } as const
  server.on('readSla', () => wished).on('classifyTicket', () => viewOf())
  mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
  await settle()
  expect(document.body.textContent).toContain('Клиент предлагает: Критический')

  await click(byRole('button', 'Согласиться'))
  await click(byRole('button', 'Оставить: Средний'))

  const decided = { ticketId: ids.ticket, category: 'incident', decides: 'critical' }
  expect(server.asked('classifyTicket')).toEqual([
    { ...decided, priority: 'critical' },
    { ...decided, priority: 'medium' },
  ])
})

it('T3 what a colleague has decided meanwhile is said, and read anew', async () => {
  const wished = { ...view([]), priority: 'medium', wish: 'critical' } as const
  server.on('readSla', () => wished).refuse('classifyTicket', 'wish_decided')
  mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
  await settle()
  server.on('readSla', () => view([]))

  await click(byRole('button', 'Согласиться'))
  await settle()

  expect(document.body.textContent).not.toContain('Клиент предлагает')
})

it('T3 the client reads that its proposal waits, and has nothing to press', async () => {
  server.on('readSla', () => ({ ...view([]), priority: 'medium', wish: 'critical', canClassify: false }))
  mountInApp(SlaBar, { props: { ticketId: ids.ticket, cursor: 1 } })
  await settle()

  expect(document.body.textContent).toContain('Вы предложили: Критический. Решит специалист.')
  expect(document.body.textContent).not.toContain('Согласиться')
})

it('T3 the dialog offers only the priorities of the category, each with its meaning', async () => {
  const words = (text: string) => ({ ru: text, uk: text, en: text })
  const kind = <Code extends string>(code: Code) => ({ code, title: words(code), meaning: words(`что значит ${code}`) })
  server
    .on('readKinds', () => ({
      categories: [
        { ...kind('incident'), priorities: ['low', 'critical'], usual: 'low' },
        { ...kind('changeRequest'), priorities: ['low'], usual: 'low' },
      ],
      priorities: [kind('low'), kind('critical')],
    }))
    .on('readSla', () => view([]))
  mountInApp(SlaDetails, { props: { ticketId: ids.ticket, view: view([]) } })
  await click(byRole('button', 'Изменить'))
  await settle()

  expect(byRole('radio', /critical/)).toBeTruthy()
  await click(byRole('radio', /changeRequest/))

  expect(document.body.textContent).not.toContain('что значит critical')
})

it('S5 the evidence comes as a PDF by the reader’s clock; a second click while it is made asks nothing more', async () => {
  const asked: unknown[] = []
  server.on('exportEvidencePdf', (input) => {
    asked.push(input)
    return { fileName: 'OP-1-resolution-2026-11-20.pdf', base64: 'JVBERg==' }
  })
  mountInApp(EvidenceExport, { props: { ticketId: ids.ticket, clock: 'resolution', round: 0 } })

  await Promise.all([click(byRole('button', 'Скачать PDF')), click(byRole('button', 'Скачать PDF'))])
  await settle()

  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  expect(asked).toEqual([{ ticketId: ids.ticket, clock: 'resolution', round: 0, language: 'ru', timeZone }])
  expect(byRole('link', /OP-1-resolution-2026-11-20\.pdf/).getAttribute('download')).toContain('.pdf')
})
