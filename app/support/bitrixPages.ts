import { language } from '#app/lib/i18n.ts'

/** Pages of Bitrix24 for the reader's language; of the others the international ones. */
export function bitrixPages(): { support: string; tariffs: string } {
  const isRussian = language.value === 'ru'
  return {
    support: isRussian ? 'https://helpdesk.bitrix24.ru/' : 'https://helpdesk.bitrix24.com/',
    tariffs: isRussian ? 'https://www.bitrix24.ru/prices/' : 'https://www.bitrix24.com/prices/',
  }
}
