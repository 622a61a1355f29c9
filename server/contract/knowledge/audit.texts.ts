import { catalogue, type Language } from '../common.ts'
import type { knowledgeActs, knowledgeFacts } from './audit.types.ts'

/** What the owner's log tells of the knowledge base. */
export const knowledgeActTexts = catalogue({
  ru: {
    'article.published': ['Опубликована статья «{article}»'],
    'article.archived': ['Статья «{article}» отправлена в архив'],
    'article.checked': ['Статья «{article}» проверена'],
    'articles.imported': ['Статьи загружены из файлов'],
    'articles.copied': ['Добавлены готовые статьи'],
    'helpPage.set': ['Страница помощи: {slugTo}', 'Страница помощи закрыта'],
    'help.asked': ['На странице помощи задан вопрос'],
  } satisfies Record<keyof typeof knowledgeActs, readonly string[]>,
  uk: {
    'article.published': ['Опубліковано статтю «{article}»'],
    'article.archived': ['Статтю «{article}» надіслано до архіву'],
    'article.checked': ['Статтю «{article}» перевірено'],
    'articles.imported': ['Статті завантажено з файлів'],
    'articles.copied': ['Додано готові статті'],
    'helpPage.set': ['Сторінка допомоги: {slugTo}', 'Сторінку допомоги закрито'],
    'help.asked': ['На сторінці допомоги поставлено запитання'],
  },
  en: {
    'article.published': ['Article “{article}” published'],
    'article.archived': ['Article “{article}” archived'],
    'article.checked': ['Article “{article}” checked'],
    'articles.imported': ['Articles imported from files'],
    'articles.copied': ['Ready-made articles added'],
    'helpPage.set': ['Help page: {slugTo}', 'Help page closed'],
    'help.asked': ['A question was asked on the help page'],
  },
})

export const knowledgeFactTexts = catalogue({
  ru: {
    article: 'Статья',
    articleLanguage: 'Язык',
    articleVersion: 'Версия статьи',
    articleCount: 'Новых и изменённых статей',
  } satisfies Record<(typeof knowledgeFacts)[number], string>,
  uk: {
    article: 'Стаття',
    articleLanguage: 'Мова',
    articleVersion: 'Версія статті',
    articleCount: 'Нових і змінених статей',
  },
  en: {
    article: 'Article',
    articleLanguage: 'Language',
    articleVersion: 'Version of the article',
    articleCount: 'New and changed articles',
  },
})

/** The languages in which articles are written. */
export const articleLanguageTexts = catalogue({
  ru: { ru: 'русский', uk: 'украинский', en: 'английский' } satisfies Record<Language, string>,
  uk: { ru: 'російська', uk: 'українська', en: 'англійська' },
  en: { ru: 'Russian', uk: 'Ukrainian', en: 'English' },
})
