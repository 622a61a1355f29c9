import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { helpIndexHtml } from '#server/knowledge/help/helpPage.present.ts'
import { articleHtml, mostArticleBytes } from '#server/knowledge/help/articleHtml.adapter.ts'
import { mostHelpQuestions } from '#contract/knowledge/help.types.ts'
import { newId } from '#test/support/world.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../tickets/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene(paceByHand())
}, 60_000)
afterAll(() => {
  vi.useRealTimers()
  return scene.world.stop()
})

const text = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(`${scene.world.url}${path}`, { redirect: 'manual', headers, ...init })

async function publish(
  title: string,
  audience: 'public' | 'clients' | 'staff',
  { language = 'ru', body = `Текст: ${title}`, isPublished = true }: Partial<Written> = {},
): Promise<string> {
  const { world, owner } = scene
  const articleId = newId()
  const phrasings = [`${title} один`, `${title} два`, `${title} три`]
  const content = { category: 'mail', audience, title, body, phrasings }
  const saved = await world.call(
    'saveArticle',
    { articleId, version: null, language, translationOf: null, content },
    owner,
  )
  if (isPublished) await world.call('publishArticle', { articleId, version: saved.version }, owner)
  return saved.slug
}
type Written = { language: 'ru' | 'uk' | 'en'; body: string; isPublished: boolean }

const open = (slug: string | null) => scene.world.call('setHelpPage', { slug }, scene.owner)
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  text(path, headers, { method: 'POST', body: new URLSearchParams(fields) })
const asked = (changes: Record<string, string> = {}) => ({
  lang: 'ru',
  id: newId(),
  name: 'Олег',
  email: 'oleg@klient.example',
  text: 'Тариф закончился, что делать?',
  website: '',
  ...changes,
})
/** Each from an address of its own, as its limits are by address. */
let caller = 0
const from = () => ({ 'x-forwarded-for': `203.0.113.${(caller += 1)}` })

describe('E7 the public help page', () => {
  it('shows what is for everybody and no byte of anything else, whatever is asked', async () => {
    await open('vector-help')
    const empty = await (await text('/help/vector-help', from())).text()
    expect(empty).toContain('Статей пока нет')
    expect(empty).not.toContain('Спросите помощника')
    const seen = await publish('Настройка почты', 'public')
    const others = [
      await publish('Тайна клиентов', 'clients'),
      await publish('Тайна команды', 'staff'),
      await publish('Тайна черновика', 'public', { isPublished: false }),
    ]

    const index = await (await text('/help/vector-help', from())).text()
    expect(index).toContain('Настройка почты')
    expect(index).not.toContain('<script')
    const pages = [
      index,
      await (await text('/help/vector-help?q=тайна', from())).text(),
      await (await text('/help/vector-help?section=mail', from())).text(),
      await (await text('/help/vector-help/sitemap.xml', from())).text(),
    ]
    for (const page of pages) expect(page.replaceAll(/value="[^"]*"/g, '')).not.toMatch(/тайна/i)
    for (const slug of others) expect((await text(`/help/vector-help/${slug}`, from())).status).toBe(404)
    const article = await text(`/help/vector-help/${seen}`, from())
    expect(article.status).toBe(200)
    expect(await article.text()).toContain('Текст: Настройка почты')
  })

  it('answers what it knows with a link, and says what it does not know', async () => {
    const found = await (await text('/help/vector-help?q=настройка почты один', from())).text()
    expect(found).toMatch(/role="status".*Настройка почты/)
    expect(await (await text('/help/vector-help?q=рецепт борща', from())).text()).toContain('Ответа не нашлось')
  })

  it('names its own address in links whatever host a call claims, and is in the reader’s language', async () => {
    const forged = await (
      await text('/help/vector-help', { ...from(), host: 'evil.example', 'accept-language': 'uk' })
    ).text()
    expect(forged).not.toContain('evil.example')
    expect(forged).toContain('<html lang="uk">')
    expect(forged).toMatch(/<link rel="alternate" hreflang="en" href="http[^"]+\/help\/vector-help\?lang=en">/)
    const slug = await publish('Only English', 'public', { language: 'en' })
    const page = await (await text(`/help/vector-help/${slug}?lang=ru`, from())).text()
    expect(page).toContain('На другом языке: EN')
    expect(page).toContain('<article itemscope itemtype="https://schema.org/Article" lang="en">')
  })

  it('under an old name leads to the present one, and no other desk can take it', async () => {
    const { world } = scene
    await open('vector-new')
    eventuallyRead()
    const moved = await text('/help/vector-help/some-article?lang=uk', from())
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/help/vector-new/some-article?lang=uk'])
    const other = await world.enter('standard', 1)
    expect(await world.ask('setHelpPage', { slug: 'vector-help' }, other)).toMatchObject({ code: 'slug_taken' })
    expect(await world.ask('setHelpPage', { slug: 'support' }, other)).toMatchObject({ code: 'slug_refused' })
    await open('vector-help')
    eventuallyRead()
  })

  it('takes a question once, keeps it from everybody but the desk, and makes no ticket of it', async () => {
    const { world, owner, agent, admin } = scene
    const question = asked()
    const path = '/help/vector-help'
    for (const _ of [1, 2]) {
      const sent = await post(path, question, from())
      expect([sent.status, sent.headers.get('location')]).toEqual([303, '/help/vector-help?lang=ru&sent=1'])
    }
    const { questions } = await world.call('readHelpPage', {}, agent)
    expect(questions).toMatchObject([{ questionId: question.id, name: 'Олег', text: question.text }])
    expect(await world.ask('readHelpPage', {}, admin)).toMatchObject({ ok: false })
    const { tickets } = await world.call('listQueue', { filter: 'all' }, agent)
    expect(tickets).toEqual([])
    await world.turn()
    const told = world.sandbox.notifications('partner').filter(({ tag }) => tag === 'OPORA|HELP')
    expect(told.length).toBeGreaterThan(0)
    expect(JSON.stringify(told)).not.toContain('oleg@')

    const other = await world.enter('standard', 1)
    await world.call('endHelpQuestion', { questionId: question.id }, other)
    expect((await world.call('readHelpPage', {}, owner)).questions).toHaveLength(1)
    expect((await world.call('endHelpQuestion', { questionId: question.id }, agent)).questions).toEqual([])
  })

  it('refuses in words what is wrong, too long, from a machine, or too much', async () => {
    const path = '/help/vector-help'
    for (const wrong of [
      asked({ email: 'oleg' }),
      asked({ name: '' }),
      asked({ text: 'x'.repeat(4001) }),
      asked({ id: 'none' }),
      asked({ website: 'https://spam.example' }),
    ]) {
      const answer = await post(path, wrong, from())
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Укажите имя, почту и текст')
    }
    expect((await post(path, asked({ text: 'x'.repeat(60_000) }), from())).status).toBe(429)
    expect((await post(path, asked({ text: '字'.repeat(4000) }), from())).status).toBe(303)
    const one = from()
    const statuses = []
    for (let times = 0; times < 7; times += 1) statuses.push((await post(path, asked(), one)).status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(5)
    expect(statuses.slice(5)).toEqual([429, 429])
    await scene.world.store.pool.query(
      `insert into help_questions (question_id, desk_id, asked_at, name, email, body, language)
       select gen_random_uuid(), p.desk_id, now(), 'x', 'x@x.example', 'x', 'ru' from help_pages p, generate_series(1, $1)
        where p.slug = 'vector-help'`,
      [mostHelpQuestions],
    )
    expect(await (await post(path, asked(), from())).text()).toContain('слишком много')
    await scene.world.store.pool.query('delete from help_questions')
  })

  it('has what was written again where it was refused, once it is right it is one question', async () => {
    const path = '/help/vector-help'
    const wrong = asked({ email: 'oleg', text: 'Строка <b>"один"</b>\nстрока два' })
    const page = await (await post(path, wrong, from())).text()
    expect(page).toContain(`name="id" value="${wrong['id']}"`)
    expect(page).toContain('autocomplete="name" value="Олег"')
    expect(page).toContain('>\nСтрока &lt;b&gt;&quot;один&quot;&lt;/b&gt;\nстрока два</textarea>')
    expect((await post(path, { ...wrong, email: 'oleg@klient.example' }, from())).status).toBe(303)
    const { questions } = await scene.world.call('readHelpPage', {}, scene.owner)
    expect(questions.filter(({ questionId }) => questionId === wrong['id'])).toHaveLength(1)
  })

  it('what another site sends with somebody’s browser is no question, until they send it themselves', async () => {
    const path = '/help/vector-help'
    const forged = asked({ text: 'Подделка' })
    for (const site of ['cross-site', 'same-site']) {
      const answer = await post(path, forged, { ...from(), 'sec-fetch-site': site })
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('чужая страница')
    }
    const waiting = async () => (await scene.world.call('readHelpPage', {}, scene.owner)).questions
    expect((await waiting()).map(({ text: one }) => one)).not.toContain('Подделка')
    expect((await post(path, forged, { ...from(), 'sec-fetch-site': 'same-origin' })).status).toBe(303)
    expect((await waiting()).map(({ text: one }) => one)).toContain('Подделка')
  })

  it.each([
    ['host', 'evil.example'],
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-proto', 'javascript'],
    ['forwarded', 'host=evil.example'],
    ['x-original-url', '//evil.example'],
  ])('a forged %s changes no byte of a page, so that no copy of it is poisoned', async (name, value) => {
    const slug = await publish('Настройка ящика', 'public')
    const article = await text(`/help/vector-help/${slug}`, from())
    const forged = await text(`/help/vector-help/${slug}`, { ...from(), [name]: value })
    expect(forged.headers.get('cache-control')).toBe('public, max-age=60')
    expect(await forged.text()).toBe(await article.text())
  })

  it('leads nowhere else, whatever an address holds', async () => {
    await open('vector-other')
    eventuallyRead()
    const paths = ['//evil.example', '/%2f%2fevil.example', '/..%2f..%2f%2fevil.example', '/a?next=//evil.example']
    const answers = await Promise.all(paths.map((path) => text(`/help/vector-help${path}`, from())))
    const locations = answers.flatMap(({ headers }) => headers.get('location') ?? [])
    expect(locations.length).toBeGreaterThan(0)
    for (const location of locations) expect(location).toMatch(/^\/help\/vector-other[/?]/)
    await open('vector-help')
    eventuallyRead()
  })

  it('asked too often from one address says so, and goes on for others', async () => {
    const busy = from()
    const statuses = []
    for (let times = 0; times < 70; times += 1) statuses.push((await text('/help/vector-help', busy)).status)
    expect(statuses).toContain(429)
    const refused = await text('/help/vector-help', busy)
    expect([refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual(['60', 'no-store'])
    expect((await text('/help/vector-help', from())).status).toBe(200)
  })

  it('closed is not there', async () => {
    await open(null)
    eventuallyRead()
    expect((await text('/help/vector-help', from())).status).toBe(404)
    expect((await text('/help/none-such', from())).status).toBe(404)
    expect((await text('/help/..%2f..%2fetc', from())).status).toBe(404)
  })
})

/** Names are read once in ten seconds. */
function eventuallyRead(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000, shouldAdvanceTime: true })
}

it('E7 the longest that the first page can be is 60 kB', () => {
  const title = '"'.repeat(150)
  const articles = Array.from({ length: 100 }, (_, place) => ({
    slug: `${'s'.repeat(60)}-${place}`,
    title,
    quote: '"'.repeat(5000),
  }))
  const categories = Array.from({ length: 300 }, () => ({ category: '字'.repeat(40), articles: 99 }))
  const html = helpIndexHtml(
    { slug: 's'.repeat(40), deskName: '"'.repeat(500), origin: `https://${'o'.repeat(60)}.example`, language: 'ru' },
    {
      shelf: { category: null, categories, articles },
      question: '"'.repeat(500),
      answer: { zone: 'answer', articles: articles.slice(0, 3) },
      note: 'wrong',
      form: { id: newId(), name: '"'.repeat(100), email: '"'.repeat(254), text: '"'.repeat(4000) },
    },
  )
  expect(html).toContain('</main>')
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(60_000)
})

describe('what an article becomes on a public page', () => {
  it.each([
    ['<script>alert(1)</script>', 'script'],
    ['<img src=x onerror=alert(1)>', '<img'],
    ['![x](https://evil.example/p.png)', '<img'],
    ['[x](javascript:alert(1))', 'href="javascript'],
    ['[x](data:text/html,1)', 'href="data'],
    ['[x](//evil.example)', 'href="//'],
  ])('%s is harmless', (body, never) => {
    expect(articleHtml(body).html).not.toContain(`<${never.replace('<', '')}`)
    expect(articleHtml(body).html).not.toContain(never.startsWith('href') ? never : '<script')
  })

  it('keeps lists, tables, code and links; headings stand below the title', () => {
    const { html } = articleHtml('# A\n\n- b\n\n| c |\n|---|\n| d |\n\n`e` [f](other-article) [g](https://x.example/)')
    expect(html).toContain('<h2>A</h2>')
    expect(html).toContain('<li>b</li>')
    expect(html).toContain('<td>d</td>')
    expect(html).toContain('<a href="other-article">f</a>')
    expect(html).toContain('<a href="https://x.example/" rel="noopener nofollow">g</a>')
  })

  it('that would be too long ends at a paragraph, and says so', () => {
    const { html, isCut } = articleHtml(Array.from({ length: 3000 }, (_, place) => `- **${place}** \`x\`\n\n`).join(''))
    expect(isCut).toBe(true)
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(mostArticleBytes)
    expect(articleHtml('>'.repeat(5000)).html.length).toBeLessThan(mostArticleBytes)
  })
})
