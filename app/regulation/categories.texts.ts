import { catalogue } from '#contract/common.ts'

/** The kinds of tickets that a regulation knows. */
export const categoryTexts = catalogue({
  ru: {
    incident: 'Инцидент',
    serviceRequest: 'Запрос на обслуживание',
    informationRequest: 'Запрос информации',
    changeRequest: 'Запрос на изменение',
  },
  uk: {
    incident: 'Інцидент',
    serviceRequest: 'Запит на обслуговування',
    informationRequest: 'Запит інформації',
    changeRequest: 'Запит на зміну',
  },
  en: {
    incident: 'Incident',
    serviceRequest: 'Service request',
    informationRequest: 'Information request',
    changeRequest: 'Change request',
  },
})
