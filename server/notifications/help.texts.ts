import type { Language } from '#contract/common.ts'

/** What those who lead a desk read when somebody has asked on its public page. */
export const helpNoticeTexts: Record<Language, string> = {
  ru: 'Новый вопрос со страницы помощи: он ждёт в разделе «База знаний».',
  uk: 'Нове запитання зі сторінки допомоги: воно чекає в розділі «База знань».',
  en: 'A new question from the help page waits in the section “Knowledge base”.',
}
