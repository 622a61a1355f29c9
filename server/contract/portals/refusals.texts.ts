import { catalogue } from '../common.ts'
import type { portalRefusals } from './refusals.ts'

/** Words for every "no" of the portal and the platform behind it: what happened, then what to do. */
export const portalRefusalTexts = catalogue({
  ru: {
    portal_not_installed: 'Приложение на этом портале не установлено. Его устанавливает администратор.',
    portal_unreachable: 'Портал Битрикс24 не отвечает. Подождите немного и повторите.',
    event_forged: 'Событие пришло не от портала и отклонено.',
  } satisfies Record<keyof typeof portalRefusals, string>,
  uk: {
    portal_not_installed: 'Застосунок на цьому порталі не встановлено. Його встановлює адміністратор.',
    portal_unreachable: 'Портал Бітрікс24 не відповідає. Зачекайте трохи й повторіть.',
    event_forged: 'Подія надійшла не від порталу й відхилена.',
  },
  en: {
    portal_not_installed: 'The app is not installed on this portal. An administrator installs it.',
    portal_unreachable: 'The Bitrix24 portal does not answer. Wait a little and try again.',
    event_forged: 'The event did not come from the portal and was refused.',
  },
})
