import { beforeEach, describe, expect, it, vi } from 'vitest'
import { makeClientRouter } from '#app/shell/client/router.ts'
import SupportPage from '#app/support/SupportPage.vue'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import type { SupportView } from '#contract/connections/types.ts'
import { connected, ids, meOf, startedAt, supportOf } from '../factories.ts'
import { RefusedByServer } from '../fakeServer.ts'
import { allByRole, byRole, click, goOnline, mountInApp, server, settle, signIn, saying } from '../harness.ts'

const text = () => document.body.textContent ?? ''
const people = (changes: Partial<SupportView['entitlement']['people']>): SupportView => {
  const support = supportOf()
  return {
    ...support,
    entitlement: { ...support.entitlement, people: { ...support.entitlement.people, ...changes } },
  }
}

async function show(view: SupportView): Promise<void> {
  server.on('readSupport', () => view)
  mountInApp(SupportPage, { router: makeClientRouter() })
  await settle()
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z') })
  await signIn(meOf())
})

describe('E1 who helps now', () => {
  it('names the desk and until when people answer', async () => {
    await show(people({ until: '2026-11-20T16:00:00.000Z' }))

    expect(byRole('heading', 'Вам помогает Стандартная поддержка')).toBeDefined()
    expect(text()).toMatch(/Люди отвечают сейчас, до \d\d:\d\d/)
    expect(text()).toContain('пн–пт: 10:00–19:00')
  })

  it('says from when people answer, and that one may write meanwhile', async () => {
    await show(people({ now: false, until: null, from: '2026-11-23T07:00:00.000Z' }))

    expect(text()).toContain('Сейчас нерабочее время. Люди снова на связи: 23 ноября')
    expect(text()).toContain('Написать можно в любое время')
  })

  it('says that people answer round the clock', async () => {
    await show(people({ aroundTheClock: true, until: null }))

    expect(text()).toContain('Люди отвечают круглосуточно')
  })

  it('E1 names the zone of the desk for a reader whose clock shows another time', async () => {
    await show(people({ timeZone: 'Asia/Vladivostok' }))

    expect(text()).toContain('по времени GMT+10')
    expect(text()).toContain('по вашему времени')
  })

  it('tells a free portal who answers, what it lacks and what would bring it', async () => {
    const support = supportOf()
    await show({
      ...support,
      entitlement: {
        ...support.entitlement,
        kind: 'selfService',
        reason: 'free_tariff',
        deskName: null,
        level: 'free',
        helpers: ['assistant', 'knowledge'],
        people: { ...support.entitlement.people, entitled: false, now: false, until: null, hours: [] },
        unavailable: [{ what: 'people', reason: 'free_tariff' }],
      },
    })

    expect(byRole('heading', 'Вам помогают помощник и база знаний')).toBeDefined()
    expect(saying('listitem', /Специалисты, недоступно/).textContent).toContain('с коммерческим тарифом Битрикс24')
  })

  it.each([
    ['cloud', 'professional', 'Тариф Битрикс24: профессиональный'],
    ['box', 'professional', 'Тариф Битрикс24: коробка, редакция не указана'],
    ['box', 'enterprise', 'Тариф Битрикс24: коробка, редакция Энтерпрайз'],
  ] as const)('E1 a portal in the %s that counts as %s reads as what it is', async (edition, level, said) => {
    await show(supportOf({ edition, entitlement: { ...supportOf().entitlement, level } }))

    expect(text()).toContain(said)
  })

  it('E5 says that an old answer about the tariff holds', async () => {
    await show({
      ...supportOf(),
      licenceIsStale: true,
      licenceCheckedAt: startedAt,
      licenceHoldsUntil: '2026-11-27T09:00:00.000Z',
    })

    expect(text()).toMatch(
      /Битрикс24 не ответил на вопрос о тарифе, поэтому до 27 ноября, .* действует ответ от сегодня/,
    )
  })

  it('C5 says until when a partner who ended the connection still answers', async () => {
    const support = connected()
    await show({
      ...support,
      connection: support.connection === null ? null : { ...support.connection, endsAt: '2026-12-01T09:00:00.000Z' },
    })

    expect(saying('status', /Партнёр завершает подключение/).textContent).toContain('1 декабря')
  })

  it('reads again at the moment when the hours end', async () => {
    await show(people({ until: '2026-11-20T10:00:00.000Z' }))
    server.on('readSupport', () => people({ now: false, until: null, from: '2026-11-23T07:00:00.000Z' }))

    await vi.advanceTimersByTimeAsync(3_602_000)

    expect(server.asked('readSupport')).toHaveLength(2)
    expect(text()).toContain('Сейчас нерабочее время')
  })
})

describe('E3 the way back', () => {
  it('is one click, and its undo another', async () => {
    await show(connected())
    server
      .on('returnToStandard', () =>
        supportOf({ formerDesks: [{ deskId: ids.partner, deskName: 'Партнёр «Альфа»', leftAt: startedAt }] }),
      )
      .on('reconnectDesk', () => connected())

    await click(byRole('button', 'Вернуться к стандартной поддержке'))
    expect(server.asked('returnToStandard')).toEqual([{ stateToken: 'state-2' }])
    expect(byRole('heading', 'Вам помогает Стандартная поддержка')).toBeDefined()
    await click(byRole('button', 'Отменить'))

    expect(server.asked('reconnectDesk')).toEqual([{ deskId: ids.partner, stateToken: 'state-1' }])
    expect(byRole('heading', 'Вам помогает Партнёр «Альфа»')).toBeDefined()
  })

  it('C4 of a page that is out of date shows what is true now, and why nothing happened', async () => {
    await show(connected())
    server.refuse('returnToStandard', 'preview_stale').on('readSupport', () => supportOf())

    await click(byRole('button', 'Вернуться к стандартной поддержке'))

    expect(text()).toContain('Пока вы смотрели, подключение изменилось')
    expect(byRole('heading', 'Вам помогает Стандартная поддержка')).toBeDefined()
  })

  it('leads to a desk that was left, without a new code', async () => {
    await show(supportOf({ formerDesks: [{ deskId: ids.partner, deskName: 'Партнёр «Альфа»', leftAt: startedAt }] }))
    server.on('reconnectDesk', () => connected())

    await click(byRole('button', 'Подключить снова'))

    expect(byRole('heading', 'Вам помогает Партнёр «Альфа»')).toBeDefined()
  })

  it('E2 is for admins: an integrator reads who can do it', async () => {
    await show({ ...connected(), canSwitch: false })

    expect(allByRole('button')).toEqual([])
    expect(text()).toContain('Сменить поддержку может администратор портала')
  })
})

describe('E4 a change by somebody else', () => {
  it('is on the page at once, without a reload', async () => {
    const socket = goOnline()
    await show(supportOf())
    server.on('readSupport', () => connected())

    socket.push({ type: 'changed', what: 'support' })
    await settle()

    expect(byRole('heading', 'Вам помогает Партнёр «Альфа»')).toBeDefined()
  })

  it('is not undone by an older answer that comes later', async () => {
    const socket = goOnline()
    await show(supportOf())
    const answers: (() => void)[] = []
    let asked = 0
    server.on('readSupport', async () => {
      asked += 1
      const answer = asked === 1 ? supportOf() : connected()
      await new Promise<void>((resolve) => answers.push(resolve))
      return answer
    })

    socket.push({ type: 'changed', what: 'support' }).push({ type: 'changed', what: 'support' })
    await settle()
    answers[1]?.()
    await settle()
    answers[0]?.()
    await settle()

    expect(byRole('heading', 'Вам помогает Партнёр «Альфа»')).toBeDefined()
  })
})

it('says why it knows nothing, and asks again on request', async () => {
  server.on('readSupport', () => {
    throw new RefusedByServer('portal_unreachable')
  })
  mountInApp(SupportPage, { router: makeClientRouter() })
  await settle()
  expect(byRole('alert').textContent).toContain('Портал Битрикс24 не отвечает')

  server.on('readSupport', () => supportOf())
  await click(byRole('button', 'Повторить'))

  expect(byRole('heading', 'Вам помогает Стандартная поддержка')).toBeDefined()
})

describe('E9 other terms of the partner', () => {
  const from = '2026-12-20T09:00:00.000Z'
  const change = {
    version: 3,
    from,
    isComing: true,
    deskName: 'Партнёр «Альфа»',
    changes: [
      { place: 'plans.online.sold.quantumPrices.0.minor', before: '100000', after: '120000' },
      { place: 'title.uk', before: 'Було', after: 'Стало' },
    ],
    document: quantumMaintenance,
  }

  it('are announced with their date, and one click away what changes stands side by side', async () => {
    server.on('readTermsChange', () => ({ change }))
    await show({ ...connected(), termsChange: { from, isComing: true } })
    await settle()
    expect(text()).toContain('меняет условия поддержки 20 декабря 2026')
    expect(text()).toContain('До этого дня всё остаётся как сейчас')

    await click(byRole('button', 'Что меняется'))
    await vi.dynamicImportSettled()
    await settle()

    const table = byRole('table').textContent?.replaceAll(/\s/g, ' ') ?? ''
    expect(table).toContain('«Сопровождение онлайн»')
    expect(table).toContain('1 000,00')
    expect(table).toContain('1 200,00')
    // A text in another language is no news to whoever reads this one.
    expect(table).not.toContain('Стало')
  })

  it('are said for a while after they have begun, and where nothing changes nothing is said', async () => {
    await show({ ...connected(), termsChange: { from: '2026-11-19T09:00:00.000Z', isComing: false } })
    await settle()
    expect(text()).toContain('изменились')
    expect(text()).toContain('Купленные пакеты и открытые обращения остаются')
  })
})
