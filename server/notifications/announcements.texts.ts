import type { Language } from '#contract/common.ts'
import type { AnnouncementKind } from '#contract/announcements/types.ts'

/** `title` as its desk has written it; `span` in words, empty where it is under way without a planned end. */
type Told = { desk: string; kind: AnnouncementKind; title: string; span: string }
type Texts = {
  published: (told: Told) => string
  updated: (told: Told) => string
  ended: (told: Told) => string
  from: (from: string) => string
  until: (until: string) => string
  between: (from: string, until: string) => string
  read: string
}

/** D3: what a client reads of an announcement, of its change and of its end. */
export const announcementNoticeTexts: Record<Language, Texts> = {
  ru: {
    published: ({ desk, kind, title, span }) => `${kinds.ru[kind]}: «${title}»${span}. Сообщает «${desk}».`,
    updated: ({ desk, title, span }) => `Новое об объявлении «${title}»${span}. Сообщает «${desk}».`,
    ended: ({ desk, kind, title }) => `${ends.ru[kind]}: «${title}». Сообщает «${desk}».`,
    from: (from) => `, с ${from}`,
    until: (until) => `, до ${until}`,
    between: (from, until) => `, с ${from} до ${until}`,
    read: 'Прочитать',
  },
  uk: {
    published: ({ desk, kind, title, span }) => `${kinds.uk[kind]}: «${title}»${span}. Повідомляє «${desk}».`,
    updated: ({ desk, title, span }) => `Нове про оголошення «${title}»${span}. Повідомляє «${desk}».`,
    ended: ({ desk, kind, title }) => `${ends.uk[kind]}: «${title}». Повідомляє «${desk}».`,
    from: (from) => `, з ${from}`,
    until: (until) => `, до ${until}`,
    between: (from, until) => `, з ${from} до ${until}`,
    read: 'Прочитати',
  },
  en: {
    published: ({ desk, kind, title, span }) => `${kinds.en[kind]}: “${title}”${span}. From “${desk}”.`,
    updated: ({ desk, title, span }) => `News of “${title}”${span}. From “${desk}”.`,
    ended: ({ desk, kind, title }) => `${ends.en[kind]}: “${title}”. From “${desk}”.`,
    from: (from) => `, from ${from}`,
    until: (until) => `, until ${until}`,
    between: (from, until) => `, from ${from} until ${until}`,
    read: 'Read it',
  },
}

const kinds: Record<Language, Record<AnnouncementKind, string>> = {
  ru: { maintenance: 'Плановые работы', incident: 'Сбой', hours: 'Время работы', news: 'Новость' },
  uk: { maintenance: 'Планові роботи', incident: 'Збій', hours: 'Час роботи', news: 'Новина' },
  en: { maintenance: 'Maintenance', incident: 'Incident', hours: 'Working time', news: 'News' },
}

const ends: Record<Language, Record<AnnouncementKind, string>> = {
  ru: {
    maintenance: 'Плановые работы закончены',
    incident: 'Сбой устранён',
    hours: 'Время работы снова обычное',
    news: 'Объявление снято',
  },
  uk: {
    maintenance: 'Планові роботи завершено',
    incident: 'Збій усунено',
    hours: 'Час роботи знову звичайний',
    news: 'Оголошення знято',
  },
  en: {
    maintenance: 'Maintenance is over',
    incident: 'The incident is over',
    hours: 'Working time is as usual again',
    news: 'The announcement is over',
  },
}
