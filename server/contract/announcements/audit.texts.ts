import { catalogue } from '../common.ts'
import type { announcementActs, announcementFacts } from './audit.types.ts'

/** What the owner's log tells of announcements. */
export const announcementActTexts = catalogue({
  ru: {
    'announcement.published': ['Опубликовано объявление «{announcement}»'],
    'announcement.updated': ['Дополнено объявление «{announcement}»'],
    'announcement.ended': ['Завершено объявление «{announcement}»'],
    'announcement.overdue': ['Работы «{announcement}» не завершены к назначенному времени'],
    'holiday.declined': ['Решено не объявлять клиентам: «{announcement}»'],
    'holiday.proposedAgain': ['Снова предлагается объявить клиентам: «{announcement}»'],
  } satisfies Record<keyof typeof announcementActs, readonly string[]>,
  uk: {
    'announcement.published': ['Опубліковано оголошення «{announcement}»'],
    'announcement.updated': ['Доповнено оголошення «{announcement}»'],
    'announcement.ended': ['Завершено оголошення «{announcement}»'],
    'announcement.overdue': ['Роботи «{announcement}» не завершено до призначеного часу'],
    'holiday.declined': ['Вирішено не оголошувати клієнтам: «{announcement}»'],
    'holiday.proposedAgain': ['Знову пропонується оголосити клієнтам: «{announcement}»'],
  },
  en: {
    'announcement.published': ['Announcement “{announcement}” published'],
    'announcement.updated': ['Announcement “{announcement}” updated'],
    'announcement.ended': ['Announcement “{announcement}” ended'],
    'announcement.overdue': ['Maintenance “{announcement}” was not ended by its planned time'],
    'holiday.declined': ['Not to be announced to clients: “{announcement}”'],
    'holiday.proposedAgain': ['Proposed again to be announced to clients: “{announcement}”'],
  },
})

export const announcementFactTexts = catalogue({
  ru: {
    announcement: 'Объявление',
    announcementKind: 'О чём',
    announcementSeverity: 'Важность',
  } satisfies Record<(typeof announcementFacts)[number], string>,
  uk: { announcement: 'Оголошення', announcementKind: 'Про що', announcementSeverity: 'Важливість' },
  en: { announcement: 'Announcement', announcementKind: 'About', announcementSeverity: 'Severity' },
})
