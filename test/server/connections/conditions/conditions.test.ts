import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import type { Language } from '#contract/common.ts'
import { conditionsInWords } from '#contract/connections/conditions.words.ts'
import type { ConditionsView } from '#contract/connections/conditions.types.ts'
import type { Regulation } from '#contract/regulations/document.types.ts'
import { now } from '#server/platform/clock.ts'
import { promisedReactions } from '#server/regulations/domain/reactions.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { answeringIn, priced, useVersions } from '../versions/versionStage.ts'

const stage = useVersions()
const wrong = 'AAAA-AAAA-AAAA-AAAA'
const reader = { language: 'ru', timeZone: 'Europe/Moscow' } as const

const forgetAttempts = () => stage.world().store.db.deleteFrom('activation_attempts').execute()

async function issue(clientStatus: number, plans?: string[]): Promise<string> {
  const terms = { maxUses: 1, expiresInDays: 30, clientStatus, note: '', ...(plans !== undefined && { plans }) }
  return (await stage.world().call('issueCode', terms, await stage.owner())).code
}

async function ownOf(client: string): Promise<ConditionsView> {
  const { conditions } = await stage.world().call('readConditions', {}, await stage.admin(client))
  if (conditions === null) throw new Error('nobody answers this client')
  return conditions
}

async function textOf(base64: string): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(base64, 'base64')))
  return (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s+/g, ' ')
}

async function integratorOf(client: string): Promise<string> {
  await stage.world().call('namePerson', { userId: 3, as: 'integrator' }, await stage.admin(client))
  return stage.world().enter(client, 3)
}

describe('E8 what a client reads of its regulation', () => {
  it('figures are those of the preview, of the offers and of the regulation, at its own prices alone', async () => {
    const code = await issue(2, ['online', 'prepaid'])
    const client = await stage.aClient()
    await stage.goBack(client)
    await forgetAttempts()
    const admin = await stage.admin(client)
    const preview = await stage.world().call('previewCode', { code }, admin)

    const { conditions: before } = await stage.world().call('readCodeConditions', { code }, admin)
    await stage.world().call('activateCode', { code, stateToken: preview.stateToken }, await stage.admin(client))
    const after = await ownOf(client)
    const offers = await stage.offers(client)
    const { inForce } = await stage.world().call('readRegulation', {}, await stage.owner())

    expect(before.plans).toEqual(preview.plans)
    expect(after.plans).toEqual(preview.plans)
    expect(before.plans.map((plan) => plan.code).toSorted()).toEqual(['online', 'prepaid'])
    expect({ ...after, at: before.at }).toEqual(before)
    expect(after.plans.map((plan) => [plan.code, plan.quantumPriceMinor, plan.leastQuanta])).toEqual(
      offers.plans.map((plan) => [plan.planCode, plan.quantumPriceMinor, plan.leastQuanta]),
    )
    expect(after.plans.map((plan) => plan.reactions)).toEqual(
      after.plans.map((plan) => promisedReactions(inForce.document, plan.code)),
    )
    expect(after.people[0]?.hours).toEqual(preview.hours)
    // What the other price columns cost, and the other plans, are no business of this client.
    expect(JSON.stringify(after)).not.toContain('60000')
    expect(JSON.stringify(after)).not.toContain('first-aid')
  }, 30_000)

  it('an integrator reads them, an employee does not', async () => {
    const client = await stage.aClient()
    const world = stage.world()

    expect(await world.ask('readConditions', {}, await integratorOf(client))).toMatchObject({ ok: true })
    const employee = await world.enter(client, 4)
    expect(await world.ask('readConditions', {}, employee)).toMatchObject({ ok: false, code: 'not_allowed' })
    expect(await world.ask('exportConditions', reader, employee)).toMatchObject({ code: 'not_allowed' })
  }, 30_000)

  it('without a connection they are the standard desk’s', async () => {
    const client = await stage.aClient()
    await stage.goBack(client)

    const own = await ownOf(client)

    expect(own.document.key).toBe('support24')
    expect(own.plans).toEqual([])
    expect(own.document.scope.outside.way).toEqual({ to: 'connectPartner' })
  }, 30_000)

  it('E9 go by the client’s own version, and say which package goes by an older one', async () => {
    const client = await stage.aClient()
    await stage.pay(await stage.order(client, 'first-aid', 30, 30 * 750_00), 30 * 750_00)
    await stage.publish({
      ...priced(2),
      ...answeringIn(600),
      work: { ...quantumMaintenance.work, quantumMinutes: 15 },
    })

    const before = await ownOf(client)
    await stage
      .world()
      .call('moveConnections', { connectionId: null, version: 3, from: stage.inDays(31) }, await stage.owner())
    await stage.daysLater(32)
    const after = await ownOf(client)

    expect([before.version, before.packages, before.workOf]).toEqual([2, [], null])
    expect(after.version).toBe(3)
    expect(after.work.quantumMinutes).toBe(10)
    expect(after.document.work.quantumMinutes).toBe(15)
    expect(after.workOf).toMatchObject({ version: 2 })
    expect(after.packages).toMatchObject([{ title: { ru: 'Скорая помощь' }, version: 2 }])
    expect(after.packages[0]?.reactions).toEqual(before.plans.find(({ code }) => code === 'first-aid')?.reactions)
    const said = JSON.stringify(conditionsInWords(after, reader))
    expect(said).toContain('Пакет «Скорая помощь» куплен по версии 2')
    expect(said).toContain('Квант – 10 минут')
  }, 30_000)
})

describe('E8 the desk sees them as its client does', () => {
  it('from the connection’s row, while it lives and is its own', async () => {
    const client = await stage.aClient()
    const { connectionId } = await stage.connectionOf(client)
    const world = stage.world()

    const { conditions } = await world.call('readClientConditions', { connectionId }, await stage.owner())
    const own = await ownOf(client)
    await stage.goBack(client)
    const left = await world.ask('readClientConditions', { connectionId }, await stage.owner())

    expect({ ...conditions, at: own.at }).toEqual(own)
    expect(left).toMatchObject({ ok: false, code: 'not_connected' })
  }, 30_000)
})

describe('C2, C3 the conditions behind a code', () => {
  it('a wrong code says what the preview says, and is counted as a guess of it', async () => {
    const client = await stage.aClient()
    await forgetAttempts()
    const admin = await stage.admin(client)
    const world = stage.world()
    const answers = []
    for (let index = 0; index < 11; index++) {
      const asked = { code: wrong, ...(index % 2 === 0 && reader) }
      const answer =
        index % 2 === 0
          ? await world.ask('exportCodeConditions', { ...reader, ...asked }, admin)
          : await world.ask('readCodeConditions', { code: wrong }, admin)
      answers.push(answer.ok ? 'taken' : answer.code)
    }

    expect(answers).toEqual([...Array.from({ length: 10 }, () => 'code_wrong'), 'too_many_attempts'])
    expect(await world.ask('previewCode', { code: wrong }, admin)).toMatchObject({ code: 'too_many_attempts' })
    await forgetAttempts()
    expect(await world.ask('readCodeConditions', { code: wrong }, admin)).toEqual(
      await world.ask('previewCode', { code: wrong }, admin),
    )
  }, 30_000)

  it('a code that works may be read as often as one likes, by an admin alone', async () => {
    const client = await stage.aClient()
    await stage.goBack(client)
    await forgetAttempts()
    const code = await issue(1)
    const admin = await stage.admin(client)
    const world = stage.world()

    for (let index = 0; index < 12; index++) {
      expect(await world.ask('readCodeConditions', { code }, admin)).toMatchObject({ ok: true })
    }
    const integrator = await integratorOf(client)
    expect(await world.ask('readCodeConditions', { code }, integrator)).toMatchObject({ code: 'admin_only' })
    expect(await world.ask('exportCodeConditions', { code, ...reader }, integrator)).toMatchObject({
      code: 'admin_only',
    })
  }, 30_000)
})

describe('E8 the conditions as a file', () => {
  it.each([
    ['ru', 'Условия поддержки', 'Входит', 'Цена кванта', 'Куда дальше: запросите оценку'],
    ['uk', 'Умови підтримки', 'Входить', 'Ціна кванта', 'Куди далі: попросіть оцінку'],
    ['en', 'Conditions of support', 'In', 'Price of a quantum', 'The way on: ask for a quote'],
  ] as const)(
    'in %s they say what the page says, and the export stands in the owner’s log',
    async (language, ...said) => {
      const client = await stage.aClient()
      const asked = { language, timeZone: 'Asia/Almaty' }

      const file = await stage.world().call('exportConditions', asked, await stage.admin(client))
      const text = await textOf(file.base64)
      const own = await ownOf(client)
      const { entries } = await stage.world().call('listAudit', { kinds: ['exports'], limit: 10 }, await stage.owner())

      for (const one of said) expect(text).toContain(one)
      expect(text).toContain('(Asia/Almaty)')
      expect(text).not.toContain('\u2060')
      for (const one of everythingSaid(own, language)) expect(text.replaceAll(' ', '')).toContain(bare(one))
      expect(file.fileName).toBe('opora-conditions-2.pdf')
      expect(entries.map(({ type }) => type)).toContain('conditions.exported')
    },
    60_000,
  )

  it('from a code, before anything is connected', async () => {
    const client = await stage.aClient()
    await stage.goBack(client)
    const code = await issue(3)

    const asked = { code, language: 'ru', timeZone: 'Europe/Moscow' } as const
    const { base64 } = await stage.world().call('exportCodeConditions', asked, await stage.admin(client))

    expect(await textOf(base64)).toContain('Ваш статус')
  }, 30_000)

  it('the largest regulation that may be published makes a page and a file in bounded time and memory', async () => {
    const published = await stage.publish(largest())
    expect(published).toMatchObject({ ok: true })
    const client = await stage.aClient()
    const begun = performance.now()
    const memory = process.memoryUsage().rss

    const own = await ownOf(client)
    const { base64 } = await stage
      .world()
      .call('exportConditions', { language: 'uk', timeZone: 'Europe/Kyiv' }, await stage.admin(client))

    const seconds = (performance.now() - begun) / 1000
    const megabytes = (process.memoryUsage().rss - memory) / 1e6
    expect(own.document.scope.areas).toHaveLength(100)
    expect(base64.length).toBeGreaterThan(20_000)
    expect(seconds).toBeLessThan(20)
    expect(megabytes).toBeLessThan(400)
  }, 60_000)
})

function everythingSaid(own: ConditionsView, language: Language): string[] {
  const at = { language, timeZone: 'Asia/Almaty' }
  return conditionsInWords(own, at).flatMap(({ title, parts }) => [
    title,
    ...parts.flatMap((part) => {
      switch (part.part) {
        case 'text':
          return [part.text]
        case 'lines':
          return part.lines
        case 'facts':
          return part.facts.flatMap(({ name, value }) => [name, value])
        case 'entry':
          return [part.title, ...part.texts]
        case 'area':
          return [part.title, ...part.included, ...part.excluded, ...(part.outside === null ? [] : [part.outside])]
      }
    }),
  ])
}

/** Where a file breaks its lines is its own matter. */
function bare(text: string): string {
  return text.replaceAll(/[\s\u2060]+/g, '')
}

/** As much as fits into one call: every list as long as it may be, and texts without a place to break. */
function largest(): Partial<Regulation> {
  const word = (length: number) => {
    const text = 'Щ'.repeat(length)
    return { ru: text, uk: text, en: text }
  }
  const { outside } = quantumMaintenance.scope
  const areas = Array.from({ length: 100 }, (_area, index) => ({
    code: `area${index}`,
    title: word(2),
    included: index === 0 ? Array.from({ length: 100 }, () => word(1)) : [],
    excluded: index === 0 ? [word(2000)] : [],
    outside: null,
  }))
  return {
    scope: { ...quantumMaintenance.scope, areas, outside, quoteQuestions: Array.from({ length: 100 }, () => word(40)) },
  }
}

describe('E8 a clock that is moved', () => {
  it('shows the file’s moment by the reader’s own', async () => {
    const client = await stage.aClient()
    const asked = { language: 'en', timeZone: 'America/New_York' } as const

    const { base64 } = await stage.world().call('exportConditions', asked, await stage.admin(client))

    const day = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', dateStyle: 'long' }).format(now())
    expect(await textOf(base64)).toContain(day)
  }, 30_000)
})
