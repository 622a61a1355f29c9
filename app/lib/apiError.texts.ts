import { catalogue } from '#contract/common.ts'
import { refusalTexts } from '#contract/refusals.texts.ts'
import type { ApiError } from './apiError.ts'
import { outsidePortalTexts } from './everyLanguage.texts.ts'

/** Why something did not happen: the server's refusals, and what only a page can know. A code without words does not compile. */
export const apiErrorTexts = catalogue({
  ru: {
    ...refusalTexts.texts.ru,
    unreachable: 'Нет связи с сервером. Проверьте интернет и повторите.',
    outside_portal: outsidePortalTexts.ru.text,
  } satisfies Record<ApiError['code'], string>,
  uk: {
    ...refusalTexts.texts.uk,
    unreachable: "Немає зв'язку із сервером. Перевірте інтернет і повторіть.",
    outside_portal: outsidePortalTexts.uk.text,
  },
  en: {
    ...refusalTexts.texts.en,
    unreachable: 'No connection to the server. Check your internet and try again.',
    outside_portal: outsidePortalTexts.en.text,
  },
})

/** What is said after a refusal that lasts for a while. */
export const waitingTexts = catalogue({
  ru: { tryAgainIn: 'Осталось ждать: {time}.' },
  uk: { tryAgainIn: 'Лишилося чекати: {time}.' },
  en: { tryAgainIn: 'Time left to wait: {time}.' },
})
