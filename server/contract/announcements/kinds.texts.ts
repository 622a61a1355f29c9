import { catalogue } from '../common.ts'
import type { AnnouncementKind, Severity } from './types.ts'

/** What an announcement is of. */
export const announcementKindTexts = catalogue({
  ru: {
    maintenance: 'Плановые работы',
    incident: 'Сбой',
    hours: 'Время работы',
    news: 'Новость',
  } satisfies Record<AnnouncementKind, string>,
  uk: { maintenance: 'Планові роботи', incident: 'Збій', hours: 'Час роботи', news: 'Новина' },
  en: { maintenance: 'Maintenance', incident: 'Incident', hours: 'Working time', news: 'News' },
})

export const severityTexts = catalogue({
  ru: {
    critical: 'Критично',
    warning: 'Важно',
    info: 'К сведению',
  } satisfies Record<Severity, string>,
  uk: { critical: 'Критично', warning: 'Важливо', info: 'До відома' },
  en: { critical: 'Critical', warning: 'Important', info: 'For information' },
})
