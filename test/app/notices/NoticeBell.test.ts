import { expect, test, vi } from 'vitest'
import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import type { ShownNotice, ShownNotices } from '#contract/notifications/shown.types.ts'
import NoticeBell from '#app/notices/NoticeBell.vue'
import { someone, uuid } from '../deskFactories.ts'
import { byRole, click, press, settle, textOf } from '../harness.ts'
import { openPage } from '../page.ts'

const noticeOf = (number: number): ShownNotice => ({
  noticeId: uuid(number),
  event: 'ticket.written',
  ticketId: uuid(100 + number),
  text: `OP-${number}: клиент пишет`,
  place: { ticket: uuid(100 + number) },
  at: '2026-11-22T08:59:00.000Z',
})

/** What a browser has and this one has not: a sound that is counted, notices on the desktop that are kept. */
function stubSignals(permission: NotificationPermission = 'granted') {
  const played = vi.fn<(at: number) => void>()
  const shown = vi.fn<(title: string, body?: string, tag?: string) => void>()
  const nothing = () => undefined
  const gain = { gain: { setValueAtTime: nothing, exponentialRampToValueAtTime: nothing }, connect: nothing }
  class Context {
    state = 'running'
    currentTime = 0
    destination = null
    createGain = () => gain
    createOscillator = () => ({ frequency: { value: 0 }, connect: () => gain, start: played, stop: nothing })
    resume = () => Promise.resolve()
    close = () => Promise.resolve()
  }
  class Shown extends EventTarget {
    static permission = permission
    constructor(title: string, options: NotificationOptions) {
      super()
      shown(title, options.body, options.tag)
    }
  }
  vi.stubGlobal('AudioContext', Context)
  vi.stubGlobal('Notification', Shown)
  return { played, shown }
}

async function openBell(first: Partial<ShownNotices> = {}, openTicketId = '') {
  let now: ShownNotices = { unseen: 0, notices: [], sound: true, desktop: true, ...first }
  const ringFor = vi.fn<(input: RouteInput<'ringNotices'>) => RouteOutput<'ringNotices'>>(({ noticeIds }) => ({
    noticeIds,
  }))
  const page = await openPage(NoticeBell, {
    me: someone('agent'),
    props: {
      side: 'desk',
      openTicketId,
      pageOf: (named: (name: string) => string) => ({ name: 'queue', params: { ticketId: named('ticket') } }),
    },
    answers: {
      readShownNotices: () => now,
      ringNotices: ringFor,
      seeNotices: () => (now = { ...now, unseen: 0, notices: [] }),
    },
  })
  const tell = async (...notices: ShownNotice[]) => {
    now = { ...now, unseen: notices.length, notices }
    await page.receive({ type: 'changed', what: 'notices' })
    await settle()
  }
  return { ...page, tell, ringFor }
}

test('D4 how many wait stands on the bell and in the title, and goes with them', async () => {
  document.title = 'Opora'
  const { tell, router } = await openBell({ sound: false, desktop: false })
  expect(document.title).toBe('Opora')
  await tell(noticeOf(1), noticeOf(2))

  expect(document.title).toBe('(2) Opora')
  await click(byRole('button', 'Уведомления: 2'))
  await vi.dynamicImportSettled()
  await settle()
  await click(byRole('button', /OP-1: клиент пишет/))
  expect(router.currentRoute.value.params['ticketId']).toBe(uuid(101))
  expect(document.title).toBe('Opora')
})

test('D4 a new one rings once and shows on the desktop; what was there before the page does not ring again', async () => {
  const { played, shown } = stubSignals()
  const { tell, ringFor } = await openBell({ unseen: 1, notices: [noticeOf(1)] })
  await press(document.body, 'a')
  const before = ringFor.mock.calls.length
  await tell(noticeOf(2), noticeOf(1))
  await tell(noticeOf(2), noticeOf(1))

  expect(ringFor.mock.calls.slice(before)).toEqual([[{ side: 'desk', noticeIds: [uuid(2)] }]])
  expect(played).toHaveBeenCalledTimes(2)
  expect(shown.mock.calls.at(-1)).toEqual(['Opora', 'OP-2: клиент пишет', uuid(2)])
})

test('D4 of several tabs the one to which the server gives it rings', async () => {
  const { played, shown } = stubSignals()
  const { tell, ringFor } = await openBell()
  await press(document.body, 'a')
  ringFor.mockReturnValue({ noticeIds: [] })
  await tell(noticeOf(1))

  expect(ringFor).toHaveBeenCalledOnce()
  expect([played.mock.calls, shown.mock.calls]).toEqual([[], []])
})

test('D4 a page that nobody has touched takes no sound from one that can play it', async () => {
  const { played } = stubSignals()
  const { tell, ringFor } = await openBell({ desktop: false })
  await tell(noticeOf(1))

  expect([ringFor.mock.calls, played.mock.calls]).toEqual([[], []])
})

test('D4 without the reader’s wish nothing rings, and without the browser’s leave nothing stands on the desktop', async () => {
  const { played, shown } = stubSignals('denied')
  const { tell, ringFor } = await openBell({ sound: false, desktop: true })
  await press(document.body, 'a')
  await tell(noticeOf(1))

  expect([ringFor.mock.calls, played.mock.calls, shown.mock.calls]).toEqual([[], [], []])
})

test('D4 of the ticket that lies open it does not ring: it is seen', async () => {
  const { played } = stubSignals()
  const { tell, asked, ringFor } = await openBell({}, uuid(101))
  await press(document.body, 'a')
  await tell(noticeOf(1))

  expect(asked().at(-1)).toEqual({
    name: 'seeNotices',
    input: { side: 'desk', of: { is: 'ticket', ticketId: uuid(101) } },
  })
  expect([ringFor.mock.calls, played.mock.calls]).toEqual([[], []])
  expect(textOf(document.body)).not.toContain('OP-1')
})

test('D4 all that is shown is seen at once', async () => {
  const { tell, asked } = await openBell({ sound: false, desktop: false })
  await tell(noticeOf(3), noticeOf(2))
  await click(byRole('button', 'Уведомления: 2'))
  await vi.dynamicImportSettled()
  await settle()
  await click(byRole('button', 'Отметить все прочитанными'))

  expect(asked().at(-1)).toEqual({ name: 'seeNotices', input: { side: 'desk', of: { is: 'upTo', noticeId: uuid(3) } } })
  expect(textOf(byRole('dialog'))).toContain('Новых уведомлений нет.')
})
