import { catalogue } from '#contract/common.ts'

export const outsidePortalTexts = catalogue({
  ru: { title: 'Откройте приложение в Битрикс24' },
  uk: { title: 'Відкрийте застосунок у Бітрікс24' },
  en: { title: 'Open the app in Bitrix24' },
})
