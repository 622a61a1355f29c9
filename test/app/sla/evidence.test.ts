import { beforeEach, describe, expect, it, vi } from 'vitest'
import ClockDetails from '#app/sla/ClockDetails.vue'
import EvidenceExport from '#app/sla/EvidenceExport.vue'
import { useClockTexts } from '#app/sla/useClockTexts.ts'
import type { ClockView } from '#contract/sla/types.ts'
import { deskMe, ids } from '../factories.ts'
import { allByRole, byRole, click, mountInApp, server, settle, signIn, textOf } from '../harness.ts'
import { aClock, anEvidence, aPromise } from './factories.ts'

const which = { ticketId: ids.ticket, clock: 'resolution', round: 2 } as const
const page = (): string => textOf(document.body)
const moment = (at: string): string => useClockTexts().moment(at)

async function show(changes: Partial<ClockView> = {}): Promise<void> {
  mountInApp(ClockDetails, {
    props: { ticketId: ids.ticket, clock: aClock({ clock: 'resolution', round: 2, ...changes }) },
  })
  await settle()
}

/** Unfolds or folds what is called so; this browser tells by itself that it did. */
async function turn(title: string): Promise<void> {
  const summary = Array.from(document.querySelectorAll('summary')).find((one) => textOf(one) === title)
  if (summary === undefined) throw new Error(`nothing folded is called ${title}`)
  await click(summary)
  await settle()
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z'), toFake: ['Date'] })
  await signIn(deskMe())
})

describe('S5 what was promised', () => {
  const since = '2026-11-20T08:00:00Z'
  const deadline = '2026-11-20T09:30:00Z'

  it.each([
    { says: 'a time', promise: {}, text: '1 час 30 минут рабочего времени, срок DUE' },
    { says: 'a time that stands', promise: { deadline: null }, text: '1 час 30 минут рабочего времени, срок стоит' },
    {
      says: 'the end of a day',
      promise: { target: { by: 'endOfDay', nextDayAfter: null, calendar: 'office' } },
      text: 'до конца дня, срок DUE',
    },
    {
      says: 'the end of a day that stands',
      promise: { target: { by: 'endOfDay', nextDayAfter: null, calendar: 'office' }, deadline: null },
      text: 'до конца дня, срок стоит',
    },
    { says: 'nothing', promise: { target: null, deadline: null, outcome: 'none' }, text: 'срок не обещан' },
    { says: 'a time that was kept', promise: { outcome: 'kept' }, text: 'срок DUE, соблюдён' },
    { says: 'a time that was broken', promise: { outcome: 'broken' }, text: 'срок DUE, нарушен' },
    { says: 'a time that was taken back', promise: { outcome: 'stopped' }, text: 'срок DUE, снят' },
  ] as const)('$says', async ({ promise, text }) => {
    await show({ promises: [aPromise(promise)] })

    const [line] = allByRole('listitem').map(textOf)
    expect(line?.startsWith(moment(since))).toBe(true)
    expect(line?.endsWith(text.replace('DUE', moment(deadline)))).toBe(true)
  })

  it('stands in the order of the promises, one line each', async () => {
    const promises = [1, 2, 3].map((day) =>
      aPromise({ since: `2026-11-0${day}T08:00:00Z`, target: null, deadline: null }),
    )

    await show({ promises })

    expect(allByRole('listitem').map(textOf)).toEqual(
      promises.map((promise) => `${moment(promise.since)}: срок не обещан`),
    )
  })
})

describe('S5 how it was counted', () => {
  it('is asked for when somebody unfolds it, and each time anew', async () => {
    server.on('readEvidence', () => anEvidence())
    await show()
    expect(server.asked('readEvidence')).toEqual([])

    await turn('Как посчитано')
    expect(page()).toContain('Всего рабочего времени: 1 час 30 минут')
    server.on('readEvidence', () => anEvidence({ workingSeconds: 7_200 }))
    await turn('Как посчитано')
    expect(server.asked('readEvidence')).toEqual([which])
    await turn('Как посчитано')

    expect(server.asked('readEvidence')).toEqual([which, which])
    expect(page()).toContain('Всего рабочего времени: 2 часа')
  })

  it('is a picture with a name, and the same as a table', async () => {
    server.on('readEvidence', () => anEvidence())
    await show()

    await turn('Как посчитано')

    expect(byRole('img', 'Решение: 4 отрезка')).toBeDefined()
    const [, ...rows] = allByRole('row')
    expect(rows.map((row) => Array.from(row.children, textOf).slice(2))).toEqual([
      ['Нерабочие часы', '—'],
      ['Рабочее время', '1 час'],
      ['Пауза: ждём ответа клиента', '—'],
      ['Рабочее время', '30 минут'],
    ])
    expect(allByRole('columnheader').map(textOf)).toEqual(['С', 'По', 'Что', 'Рабочее время'])
  })

  it('Q11 names the sessions at the client’s screen beside it, and says that no deadline waits for them', async () => {
    const [from, to] = ['2026-11-20T08:10:00.000Z', '2026-11-20T08:50:00.000Z']
    server.on('readEvidence', () =>
      anEvidence({
        remoteSessions: [
          { tool: 'rudesktop', from, to },
          { tool: 'other', from: to, to: null },
        ],
      }),
    )
    await show()

    await turn('Как посчитано')

    expect(allByRole('listitem').map(textOf)).toEqual([
      `RuDesktop: ${moment(from)} – ${moment(to)}`,
      `другая программа: ${moment(to)} – идёт`,
    ])
    expect(page()).toContain('Удалённый сеанс срок не останавливает и не сдвигает.')
  })

  it('the picture names each kind once, however often it comes', async () => {
    server.on('readEvidence', () => anEvidence())
    await show()

    await turn('Как посчитано')

    const legend = Array.from(document.querySelectorAll('[aria-hidden=true] li'), textOf)
    expect(legend).toEqual(['Нерабочие часы', 'Рабочее время', 'Пауза: ждём ответа клиента'])
  })

  it.each([
    { timeZone: 'Asia/Yekaterinburg', isSaid: true },
    { timeZone: null, isSaid: false },
  ])('says whose clock this is and which zone the desk works in: $timeZone', async ({ timeZone, isSaid }) => {
    server.on('readEvidence', () => anEvidence())
    await show({ timeZone })

    await turn('Как посчитано')

    expect(page().includes('Рабочие часы службы — ')).toBe(isSaid)
    expect(page().includes('(Asia/Yekaterinburg)')).toBe(isSaid)
  })

  it('that could not be read says why, and is there when it is tried again', async () => {
    server.cut('readEvidence')
    await show()
    await turn('Как посчитано')
    expect(textOf(byRole('alert'))).toContain('Нет связи с сервером')
    expect(allByRole('button', 'Скачать PDF')).toEqual([])

    server.on('readEvidence', () => anEvidence())
    await click(byRole('button', 'Повторить'))

    expect(page()).toContain('Всего рабочего времени: 1 час 30 минут')
    expect(allByRole('alert')).toEqual([])
  })
})

describe('S5 the evidence as a file', () => {
  beforeEach(() => {
    mountInApp(EvidenceExport, { props: which })
  })

  it('as JSON is all that the server has, by the name of its clock and day', async () => {
    const parts: unknown[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      parts.push(blob)
      return 'blob:one'
    })
    server.on('exportEvidence', () => anEvidence())

    await click(byRole('button', 'Скачать JSON'))

    expect(server.asked('exportEvidence')).toEqual([which])
    expect(byRole('link').getAttribute('download')).toBe('opora-resolution-2026-11-20.json')
    const [file] = parts
    expect(file instanceof Blob && JSON.parse(await file.text())).toEqual(anEvidence())
  })

  it('that was refused says why in words, and the other kind can still be had', async () => {
    server
      .refuse('exportEvidence', 'not_found')
      .on('exportEvidencePdf', () => ({ fileName: 'a.pdf', base64: 'JVBERg==' }))

    await click(byRole('button', 'Скачать JSON'))
    expect(textOf(byRole('alert'))).not.toBe('')
    expect(allByRole('link')).toEqual([])
    await click(byRole('button', 'Скачать PDF'))

    expect(byRole('link').getAttribute('download')).toBe('a.pdf')
    expect(allByRole('alert')).toEqual([])
  })
})
