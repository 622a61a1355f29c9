import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import LevelTable from '#app/support/LevelTable.vue'
import NewTicketPage from '#app/support/NewTicketPage.vue'
import SupportPage from '#app/support/SupportPage.vue'
import { setLanguage } from '#app/lib/i18n.ts'
import { makeClientRouter } from '#app/shell/client/router.ts'
import type { SupportView } from '#contract/connections/types.ts'
import { channelsIn, connected, levelRows, meOf, startedAt, supportOf } from '../factories.ts'
import {
  allByRole,
  byRole,
  click,
  goOnline,
  mountInApp,
  mountPage,
  server,
  settle,
  signIn,
  textOf,
  saying,
} from '../harness.ts'

const text = () => textOf(document.body)
const rows = () => Array.from(document.querySelectorAll('tbody tr'), textOf)

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(startedAt) })
  await signIn(meOf())
})

async function show(view: SupportView): Promise<void> {
  server.on('readSupport', () => view)
  mountInApp(SupportPage, { router: makeClientRouter() })
  await settle()
}

function free(changes: Partial<SupportView['entitlement']> = {}): SupportView {
  const support = supportOf()
  return {
    ...support,
    entitlement: {
      ...support.entitlement,
      kind: 'selfService',
      reason: 'free_tariff',
      level: 'free',
      helpers: ['assistant', 'knowledge'],
      people: { ...support.entitlement.people, entitled: false, now: false, until: null, timeZone: null, hours: [] },
      unavailable: [
        { what: 'people', reason: 'free_tariff' },
        { what: 'onDuty', reason: 'free_tariff' },
      ],
      ...changes,
    },
    levels: levelRows.map((row) => ({ ...row, isHere: row.levels.includes('free') })),
  }
}

describe('E1 the table of levels', () => {
  it('says who helps on each tariff and where the reader stands, also to a screen reader', () => {
    mountPage(LevelTable, { props: { levels: levelRows, edition: 'cloud', hasStandard: true } })

    expect(document.querySelector('caption')?.textContent).toContain('Кто помогает на каждом тарифе')
    expect(Array.from(document.querySelectorAll('thead th'), (cell) => cell.getAttribute('scope'))).toEqual(
      Array(5).fill('col'),
    )
    expect(Array.from(document.querySelectorAll('tbody th'), (cell) => cell.getAttribute('scope'))).toEqual(
      Array(4).fill('row'),
    )
    expect(document.querySelectorAll('[aria-current=true]')).toHaveLength(1)
    expect(textOf(document.querySelector('[aria-current=true]'))).toMatch(
      /Базовый, стандартный, профессиональный вы здесь/,
    )
    expect(rows()[0]).toMatch(/Бесплатный .*Специалисты ?нет ?Дежурный нет/)
    expect(rows()[1]).toContain('пн–пт: 10:00–19:00')
    expect(rows()[2]).toMatch(/Энтерпрайз .*круглосуточно ?Дежурный если чат не решил \(срок 1 час\)/)
    expect(rows()[3]).toMatch(/Любой, с партнёром .*по регламенту партнёра/)
  })

  it('without a standard desk it names Bitrix24’s own support', () => {
    const [row] = levelRows
    if (row === undefined) throw new Error('the table is empty')
    mountPage(LevelTable, { props: { levels: [{ ...row, isHere: true }], edition: 'cloud', hasStandard: false } })

    expect(rows()[0]).toContain('есть поддержка Битрикс24')
  })

  it('shows hours of a connected partner and says that it has no on-duty', () => {
    const people = levelRows[1]?.people ?? null
    const levels = levelRows.map((row) => ({ ...row, isHere: row.levels.length === 0 }))
    mountPage(LevelTable, {
      props: {
        levels: levels.map((row) => (row.isHere ? { ...row, people } : row)),
        edition: 'cloud',
        hasStandard: true,
      },
    })

    expect(rows()[3]).toMatch(/вы здесь.*пн–пт: 10:00–19:00.*Дежурный нет/)
  })
})

describe('E1 what is not available says what would bring it', () => {
  const reasonFor = async (changes: Partial<SupportView['entitlement']>) => {
    await show(free(changes))
    return saying('listitem', /Специалисты, недоступно/).textContent
  }

  it.each([
    ['free_tariff', 'с коммерческим тарифом Битрикс24 или с партнёром'],
    ['tariff_unknown', 'Откройте приложение ещё раз'],
    ['outside_hours', 'Напишите сейчас'],
    ['no_standard_desk', 'обратитесь в поддержку Битрикс24'],
    ['not_promised', 'Регламент этой поддержки'],
  ] as const)('%s', async (reason, words) => {
    expect(await reasonFor({ unavailable: [{ what: 'people', reason }] })).toContain(words)
  })

  it('the on-duty comes with enterprise, not with any commercial tariff', async () => {
    await show(free())

    expect(saying('listitem', /Дежурный специалист, недоступно/).textContent).toContain('Энтерпрайз')
  })

  it('T12 enterprise reads when the on-duty comes in, and how', async () => {
    const support = supportOf()
    await show({
      ...support,
      entitlement: { ...support.entitlement, level: 'enterprise', onDuty: { afterMinutes: 60 }, unavailable: [] },
    })

    expect(saying('listitem', /Дежурный специалист, доступно/).textContent).toMatch(
      /критический инцидент, который чат не решил в срок \(1 час после первого ответа\).*по телефону или в мессенджере/,
    )
  })

  it('E7 where there is no standard desk the way to Bitrix24’s own support is a link', async () => {
    await show(free({ reason: 'no_standard_desk', unavailable: [{ what: 'people', reason: 'no_standard_desk' }] }))

    expect(byRole('link', 'Поддержка Битрикс24').getAttribute('href')).toBe('https://helpdesk.bitrix24.ru/')
    expect(text()).toContain('люди здесь не отвечают')
  })
})

describe('E5 the tariff changes while the page is open', () => {
  const change = { from: 'professional', to: 'free', at: startedAt } as const

  it('the page changes by itself and says what changed, in a region that is read out', async () => {
    const socket = goOnline()
    await show(supportOf())
    const region = document.querySelector('[role=status]')
    server.on('readSupport', () => ({ ...free(), tariffChange: change }))

    socket.push({ type: 'changed', what: 'support' })
    await settle()

    expect(byRole('heading', 'Вам помогают помощник и база знаний')).toBeDefined()
    expect(textOf(region)).toMatch(
      /Тариф портала изменился: профессиональный → бесплатный.*открытые обращения остаются доступны для чтения/,
    )
  })

  it('a connected partner is not concerned', async () => {
    await show({ ...connected(), tariffChange: change })

    expect(text()).toContain('Подключённого партнёра это не касается')
  })

  it('an admin puts it away with one click; an integrator reads it', async () => {
    await show({ ...free(), tariffChange: change })
    server.on('dismissTariffChange', () => free())

    await click(byRole('button', 'Понятно'))

    expect(server.asked('dismissTariffChange')).toEqual([{ at: startedAt }])
    expect(text()).not.toContain('Тариф портала изменился')
  })

  it('an integrator has no button for it', async () => {
    await show({ ...free(), canSwitch: false, tariffChange: change })

    expect(text()).toContain('Тариф портала изменился')
    expect(allByRole('button')).toEqual([])
  })
})

describe('E6 where to write', () => {
  it.each([
    ['a cloud portal', channelsIn(), 'Пишите нам здесь, в обращениях.'],
    [
      'a desk that also takes mail',
      channelsIn({ official: ['app', 'email'], talkingOnly: ['phone'] }),
      'или так: электронная почта.Только поговорить: телефон.',
    ],
    [
      'a box whose messenger nobody has chosen',
      channelsIn({ choices: ['whatsapp', 'telegram', 'max'] }),
      'выбирают один мессенджер: WhatsApp, Telegram или MAX',
    ],
    [
      'a box whose messenger is not connected yet',
      channelsIn({ choices: ['telegram', 'max'], messenger: 'max' }),
      'Ваш мессенджер — MAX. Пока он не подключён, пишите здесь.',
    ],
    [
      'a box with its messenger',
      channelsIn({ official: ['max'], choices: ['telegram', 'max'], messenger: 'max', isMessengerConnected: true }),
      'Пишите нам так: MAX.',
    ],
  ])('%s', async (_who, channels, words) => {
    await show({ ...supportOf(), channels })

    expect(text()).toContain(words)
  })
})

it('S1 when people are back is marked as provisional where the days until then are not published', async () => {
  const support = supportOf()
  const people = { ...support.entitlement.people, now: false, until: null, from: '2028-01-10T06:00:00.000Z' }
  await show({ ...support, entitlement: { ...support.entitlement, people: { ...people, isFinal: false } } })

  expect(text()).toContain('(предварительно)')
})

describe('E1 the words are in the reader’s time, with the desk’s beside it', () => {
  const zone = process.env['TZ']
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })
  const away = (from: string): SupportView => {
    const support = supportOf()
    const people = { ...support.entitlement.people, now: false, until: null, from }
    return { ...support, entitlement: { ...support.entitlement, people } }
  }

  it.each([
    // Moscow knows no summer time, Berlin does: the same 10:00 is another hour before and after the last Sunday of March.
    ['Europe/Berlin', '2027-03-26T07:00:00.000Z', '08:00'],
    ['Europe/Berlin', '2027-03-29T07:00:00.000Z', '09:00'],
    ['Asia/Yekaterinburg', '2026-11-23T07:00:00.000Z', '12:00'],
  ])('in %s people are back %s at %s', async (timeZone, from, time) => {
    process.env['TZ'] = timeZone
    vi.setSystemTime(new Date(Date.parse(from) - 12 * 3_600_000))
    await show(away(from))

    expect(text()).toContain(`${time} по вашему времени (10:00 по московскому времени)`)
  })

  it('in Moscow there is nothing to explain', async () => {
    process.env['TZ'] = 'Europe/Moscow'
    await show(away('2026-11-23T07:00:00.000Z'))

    expect(text()).toContain('Люди снова на связи: 23 ноября, 10:00')
    expect(text()).not.toContain('по вашему времени')
  })

  it('in Ukrainian and English, too', async () => {
    process.env['TZ'] = 'Europe/Kyiv'
    setLanguage('uk')
    await show(away('2026-11-23T07:00:00.000Z'))
    expect(text()).toContain('09:00 за вашим часом (10:00 за московським часом)')

    setLanguage('en')
    await settle()
    expect(text()).toContain('09:00 your time (10:00 Moscow time)')
  })
})

describe('a new ticket', () => {
  async function start(view: SupportView): Promise<void> {
    server.on('readSupport', () => view)
    mountInApp(SupportPage, { router: makeClientRouter() })
    await settle()
    mountPage(NewTicketPage, { router: makeClientRouter() })
    await settle()
  }

  it('E1 is not offered where nobody would answer: the page says why instead', async () => {
    await start(free({ helpers: ['knowledge'] }))

    expect(byRole('heading', 'Людям сейчас не написать')).toBeDefined()
    expect(allByRole('textbox')).toEqual([])
  })

  it('E1 where the assistant alone answers, it is asked instead', async () => {
    await start(free())

    expect(byRole('heading', 'Спросить помощника')).toBeDefined()
    expect(allByRole('textbox')).toHaveLength(1)
  })

  it('outside of working hours says first when people are back', async () => {
    const support = supportOf()
    const people = { ...support.entitlement.people, now: false, until: null, from: '2026-11-23T07:00:00.000Z' }
    await start({ ...support, entitlement: { ...support.entitlement, people } })

    expect(text()).toMatch(/Сейчас нерабочее время\. Люди снова на связи: 23 ноября.*возьмут в начале рабочего времени/)
    expect(byRole('button', 'Создать обращение')).toBeDefined()
  })
})
