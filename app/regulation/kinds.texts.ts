import { catalogue } from '#contract/common.ts'

/** Kinds of tickets where no regulation says what it calls them. */
export const ticketKindTexts = catalogue({
  ru: {
    incident: 'Инцидент',
    serviceRequest: 'Запрос на обслуживание',
    informationRequest: 'Запрос информации',
    changeRequest: 'Запрос на изменение',
    low: 'Низкий',
    medium: 'Средний',
    high: 'Высокий',
    critical: 'Критический',
  },
  uk: {
    incident: 'Інцидент',
    serviceRequest: 'Запит на обслуговування',
    informationRequest: 'Запит інформації',
    changeRequest: 'Запит на зміну',
    low: 'Низький',
    medium: 'Середній',
    high: 'Високий',
    critical: 'Критичний',
  },
  en: {
    incident: 'Incident',
    serviceRequest: 'Service request',
    informationRequest: 'Information request',
    changeRequest: 'Change request',
    low: 'Low',
    medium: 'Medium',
    high: 'High',
    critical: 'Critical',
  },
})
