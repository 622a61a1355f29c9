import type { HelpPage, HelpQuestion } from '#contract/knowledge/help.types.ts'
import type { ArticleContent, ArticlePage, ArticleRow, DeskArticle } from '#contract/knowledge/types.ts'
import { uuid } from '../deskFactories.ts'

let made = 0

export function aContent(changes: Partial<ArticleContent> = {}): ArticleContent {
  return {
    category: 'mail',
    audience: 'clients',
    title: 'Письма не уходят',
    body: '# Проверьте ящик\n\nОткройте **настройки** и посмотрите:\n\n- пароль\n- порт',
    phrasings: ['не уходят письма', 'почта не отправляется', 'письма застряли'],
    ...changes,
  }
}

export function aRow(changes: Partial<ArticleRow> = {}): ArticleRow {
  made += 1
  return {
    articleId: uuid(7000 + made),
    slug: 'pisma-ne-ukhodiat',
    language: 'ru',
    state: 'published',
    hasChanges: false,
    category: 'mail',
    audience: 'clients',
    title: 'Письма не уходят',
    phrasings: 3,
    changedAt: '2026-11-21T08:00:00.000Z',
    changedBy: 'Игорь Белов',
    helpful: 0,
    unhelpful: 0,
    stale: null,
    ...changes,
  }
}

export function aPage(changes: Partial<ArticlePage> = {}): ArticlePage {
  return {
    articles: [],
    nextCursor: null,
    coverage: { covered: 0, all: 0 },
    categories: [],
    canPublish: true,
    ...changes,
  }
}

export function anArticle(changes: Partial<DeskArticle> = {}): DeskArticle {
  const { version = 1, state = 'draft', content = aContent() } = changes
  return {
    ...aRow({ state, title: content.title, category: content.category, audience: content.audience }),
    content,
    version,
    publishedVersion: null,
    checkedAt: null,
    translations: [],
    versions: [{ version, at: '2026-11-21T08:00:00.000Z', by: 'Игорь Белов', publishedAt: null }],
    canPublish: true,
    ...changes,
  }
}

export function aHelpQuestion(changes: Partial<HelpQuestion> = {}): HelpQuestion {
  made += 1
  return {
    questionId: uuid(7000 + made),
    at: '2026-11-21T08:00:00.000Z',
    name: 'Олег',
    email: 'oleg@klient.example',
    text: 'Не открывается приложение',
    language: 'ru',
    ...changes,
  }
}

export function aHelpPage(changes: Partial<HelpPage> = {}): HelpPage {
  return { slug: null, address: 'https://opora.example/help/', canSet: true, articles: 0, questions: [], ...changes }
}
