import type { Language } from '#contract/common.ts'
import { refusalStatus } from '#contract/refusals.ts'
import type { Refusal } from '#server/platform/refusal.ts'

/** The words of the few refusals that come before any page of ours can run. */
const words: Record<Language, { title: string; text: string; code: string }> = {
  ru: {
    title: 'Приложение не открылось',
    text: 'Битрикс24 не подтвердил, кто открывает Опору. Обновите страницу портала; если не поможет, попросите администратора переустановить приложение.',
    code: 'Код для поддержки',
  },
  uk: {
    title: 'Застосунок не відкрився',
    text: 'Бітрікс24 не підтвердив, хто відкриває Опору. Оновіть сторінку порталу; якщо не допоможе, попросіть адміністратора перевстановити застосунок.',
    code: 'Код для підтримки',
  },
  en: {
    title: 'The application did not open',
    text: 'Bitrix24 did not confirm who is opening Opora. Reload the portal page; if that does not help, ask an administrator to reinstall the application.',
    code: 'Code for support',
  },
}

export function refusalPage(refusal: Refusal, language: Language, contentPolicy: string): Response {
  const { title, text, code } = words[language]
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem;color-scheme:light dark}small{opacity:.7}</style>
<h1>${title}</h1><p>${text}</p><small>${code}: ${refusal.code}</small></html>`
  return new Response(html, {
    status: refusalStatus[refusal.code],
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}
